package io.nacre.rules;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.DOUBLE;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import io.nacre.feature.Feature;
import io.nacre.feature.Layer;
import io.nacre.feature.Memory;
import io.nacre.feature.layer.Layers;
import io.nacre.payment.Merchant;
import io.nacre.payment.Millis;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All names that rules can use: fields of the transaction, facts, partial scores, and the features by their catalogue
 * names. A missing field reads as an empty text or 0; {@code known.layer.feature} is false for a missing feature.
 */
public final class RuleVariables {
    private static final Map<String, RuleVariable> TERMS = new LinkedHashMap<>();

    static {
        transaction();
        facts();
        scores();
        features();
    }

    private RuleVariables() {}

    /** All variables, in display order. */
    public static List<RuleVariable> terms() {
        return List.copyOf(TERMS.values());
    }

    static @Nullable RuleVariable find(String name) {
        return TERMS.get(name);
    }

    static Collection<String> names() {
        return TERMS.keySet();
    }

    private static void transaction() {
        add(
                "tx.id",
                STRING,
                "the transaction's id",
                ruleContext -> ruleContext.transaction().id());
        add(
                "tx.account_id",
                STRING,
                "the payer's account",
                ruleContext -> ruleContext.transaction().accountId());
        add(
                "tx.amount",
                DOUBLE,
                "the amount in the currency's major unit",
                ruleContext -> ruleContext.transaction().amount().major());
        add(
                "tx.amount_minor",
                INT,
                "the amount in the currency's minor unit",
                ruleContext -> ruleContext.transaction().amount().minorUnits());
        add(
                "tx.worth",
                DOUBLE,
                "the amount in the job's --currency; infinite where its currency has no rate",
                RuleContext::convertedAmount);
        add(
                "tx.currency",
                STRING,
                "ISO 4217 code",
                ruleContext -> ruleContext.transaction().amount().currency());
        add(
                "tx.channel",
                STRING,
                "CARD_PRESENT, CARD_NOT_PRESENT, TRANSFER or CASH",
                ruleContext -> ruleContext.transaction().channel().name());
        add(
                "tx.hour_utc",
                INT,
                "hour of the event time, 0 to 23",
                ruleContext ->
                        Math.floorMod(Math.floorDiv(ruleContext.transaction().eventTimeMs(), Millis.HOUR_MS), 24L));
        add(
                "tx.card_token",
                STRING,
                "the token of the card; empty if none",
                ruleContext -> text(ruleContext.transaction().cardToken()));
        add(
                "tx.ip",
                STRING,
                "the payer's IP address; empty if unknown",
                ruleContext -> text(ruleContext.transaction().ip()));
        add(
                "tx.device_id",
                STRING,
                "the payer's device; empty if unknown",
                ruleContext -> text(ruleContext.transaction().deviceId()));
        add(
                "tx.user_agent",
                STRING,
                "user agent of the payer's browser or app; empty if unknown",
                ruleContext -> text(ruleContext.transaction().userAgent()));
        add(
                "tx.counterparty_id",
                STRING,
                "the payee's account; empty if none",
                ruleContext -> text(ruleContext.transaction().counterpartyId()));
        add(
                "tx.failed_attempts",
                INT,
                "failed attempts before this one; 0 if not counted",
                ruleContext -> number(ruleContext.transaction().failedAttempts()));
        add("tx.merchant_id", STRING, "the merchant; empty if none", ruleContext -> {
            Merchant merchant = ruleContext.transaction().merchant();
            return merchant == null ? "" : merchant.id();
        });
        add("tx.mcc", STRING, "merchant category code, four digits; empty if unknown", ruleContext -> {
            Merchant merchant = ruleContext.transaction().merchant();
            return merchant == null ? "" : text(merchant.mcc());
        });
        add("tx.merchant_country", STRING, "ISO 3166-1 alpha-2; empty if unknown", ruleContext -> {
            Merchant merchant = ruleContext.transaction().merchant();
            return merchant == null ? "" : text(merchant.country());
        });
        add(
                "tx.attributes",
                MapType.create(STRING, STRING),
                "other attributes that the platform sent",
                ruleContext -> ruleContext.transaction().attributes());
    }

    private static void facts() {
        add(
                "facts.ip_country",
                STRING,
                "country of the IP address; empty if unknown",
                ruleContext -> text(ruleContext.facts().ip().country()));
        add(
                "facts.ip_asn",
                INT,
                "autonomous system of the IP address; 0 if unknown",
                ruleContext -> number(ruleContext.facts().ip().asn()));
        add(
                "facts.ip_anonymises",
                BOOL,
                "the IP address belongs to a data centre, a VPN or Tor",
                ruleContext -> ruleContext.facts().ip().anonymises());
        add(
                "facts.home_country",
                STRING,
                "country of the account's profile; empty if unknown",
                ruleContext -> ruleContext.facts().profile() == null
                        ? ""
                        : text(ruleContext.facts().profile().homeCountry()));
    }

    private static void scores() {
        add(
                "score",
                DOUBLE,
                "calibrated probability of fraud, 0 to 1",
                ruleContext -> ruleContext.trail().score());
        add(
                "anomaly",
                DOUBLE,
                "share of transactions at least as unusual; 1 if the bundle has no anomaly model",
                ruleContext -> ruleContext.anomaly() == null
                        ? 1.0
                        : ruleContext.anomaly().tailProbability());
        add(
                "partial.classical",
                DOUBLE,
                "the score of the classical model alone",
                ruleContext -> ruleContext.trail().probability(0));
        for (int k = 0; k < Layers.CASCADE.size(); k++) {
            int layers = k + 1;
            String name = Layers.CASCADE.get(k).name();
            add(
                    "partial." + name,
                    DOUBLE,
                    "the score after the layer " + name,
                    ruleContext -> ruleContext.trail().probability(layers));
        }
    }

    private static void features() {
        int at = 0;
        for (Layer layer : Layers.CASCADE) {
            for (Memory<?> memory : layer.memories()) {
                for (Feature<?> feature : memory.features()) {
                    String name = layer.name() + "." + feature.name();
                    int index = at++;
                    add(name, DOUBLE, feature.meaning(), ruleContext -> (double) ruleContext.feature(index));
                    if (feature.optional()) {
                        int knownIndex = at++;
                        add(
                                "known." + name,
                                BOOL,
                                "whether " + name + " is known",
                                ruleContext -> ruleContext.feature(knownIndex) != 0);
                    }
                }
            }
        }
    }

    private static void add(String name, CelType type, String meaning, RuleVariable.Reading reading) {
        TERMS.put(name, new RuleVariable(name, type, meaning, reading));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static Object number(@Nullable Number value) {
        return value == null ? 0L : value.longValue();
    }
}
