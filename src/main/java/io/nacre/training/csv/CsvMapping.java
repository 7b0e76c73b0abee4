package io.nacre.training.csv;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.nacre.yaml.YamlTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Maps the columns of a CSV file to labelled transactions and account profiles; users write it in YAML. */
public record CsvMapping(
        @JsonPropertyDescription("One line for people: which data the mapping fits.") @Nullable
        String about,

        @JsonPropertyDescription("The character between cells; a comma by default.") @Nullable
        Character separator,

        @JsonPropertyDescription("The encoding of all files, such as `windows-1252`; by default UTF-8, or what a"
                + " byte order mark says.")
        @Nullable
        String encoding,

        @JsonPropertyDescription("The decimal mark of numbers: `.` or `,`. See numbers.") @Nullable
        Character decimalMark,

        @JsonPropertyDescription("The mark between groups of digits: `,` `.` `'` `_` or a space. See numbers.")
        @Nullable
        Character groupingMark,

        @JsonPropertyDescription("The time zone of times without an offset, such as `Europe/Berlin`; UTC by default.")
        @Nullable
        String timeZone,

        @JsonPropertyDescription("The largest share of bad rows; a file with more is refused. 0.01 by default.")
        @Nullable
        Double maxBadShare,

        @JsonPropertyDescription("Other files, whose columns join each row.") @Nullable
        List<Lookup> lookups,

        @JsonPropertyDescription("The columns of a transaction.")
        Columns transaction,

        @JsonPropertyDescription("The columns of a label; without it the file has no labels.") @Nullable
        LabelColumns label,

        @JsonPropertyDescription("The columns of an account profile.") @Nullable
        ProfileColumns profiles,

        @JsonPropertyDescription("What happened to the transactions after their decision.") @Nullable
        Lifecycle lifecycle) {

    /** The built-in mappings, in display order. */
    public static final List<String> SHIPPED = List.of(
            "handbook",
            "sparkov",
            "fraud-ecommerce",
            "aws-transactions",
            "aws-registrations",
            "ulb-creditcard",
            "tabformer-user",
            "paysim",
            "ieee-cis",
            "ieee-cis-test",
            "nacre-simulation");

    private static final double DEFAULT_MAX_BAD_SHARE = 0.01;

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    public CsvMapping {
        separator = separator == null ? Character.valueOf(',') : separator;
        maxBadShare = maxBadShare == null ? Double.valueOf(DEFAULT_MAX_BAD_SHARE) : maxBadShare;
        if (!(maxBadShare >= 0 && maxBadShare <= 1)) {
            throw new IllegalArgumentException("max-bad-share is " + maxBadShare + ": set 0 to 1");
        }
        lookups = lookups == null ? List.of() : List.copyOf(lookups);
        FileFormat unused = format(separator, encoding, decimalMark, groupingMark, timeZone);
        ColumnSpec.require(transaction, "transaction");
    }

    /** The file format. */
    public FileFormat format() {
        return format(Objects.requireNonNull(separator), encoding, decimalMark, groupingMark, timeZone);
    }

    private static FileFormat format(
            char separator,
            @Nullable String encoding,
            @Nullable Character decimalMark,
            @Nullable Character groupingMark,
            @Nullable String timeZone) {
        return new FileFormat(
                separator,
                FileFormat.encoding(encoding),
                new NumberSyntax(decimalMark, groupingMark),
                FileFormat.zone(timeZone));
    }

    /** A lookup file: each row of the data is joined with one of its rows. */
    public record Lookup(
            @JsonPropertyDescription("The other file, relative to the folder of the data file.")
            String file,

            @JsonPropertyDescription("The column of the other file that identifies its rows.")
            String key,

            @JsonPropertyDescription("The column of the data file that holds this key.")
            String by,

            @JsonPropertyDescription("A text before each column name of the other file, so that names stay unique.")
            String prefix) {
        public Lookup {
            ColumnSpec.require(file, "lookups.file");
            ColumnSpec.require(key, "lookups.key");
            ColumnSpec.require(by, "lookups.by");
            ColumnSpec.require(prefix, "lookups.prefix");
        }
    }

    /** The columns of a transaction. */
    public record Columns(
            @JsonPropertyDescription("The transaction id.") ColumnSpec.Text id,
            @JsonPropertyDescription("The event time.") ColumnSpec.Time time,

            @JsonPropertyDescription("The account of the payer.")
            ColumnSpec.Text account,

            @JsonPropertyDescription("A token of the card; never a card number.")
            ColumnSpec.@Nullable Text cardToken,

            @JsonPropertyDescription("The amount.") ColumnSpec.Amount amount,

            @JsonPropertyDescription("The ISO 4217 code of the currency.")
            ColumnSpec.Text currency,

            @JsonPropertyDescription("The channel, as in the contract `transaction`.")
            ColumnSpec.Text channel,

            @JsonPropertyDescription("The IP address of the payer.")
            ColumnSpec.@Nullable Ip ip,

            @JsonPropertyDescription("The device id.") ColumnSpec.@Nullable Text device,

            @JsonPropertyDescription("The columns of the merchant.") @Nullable
            MerchantColumns merchant,

            @JsonPropertyDescription("The location of the payer.")
            ColumnSpec.@Nullable Point payerLocation,

            @JsonPropertyDescription("The account of the payee.")
            ColumnSpec.@Nullable Text counterparty,

            @JsonPropertyDescription("The user agent.") ColumnSpec.@Nullable Text userAgent,

            @JsonPropertyDescription("How many attempts failed before this one.")
            ColumnSpec.@Nullable Text failedAttempts,

            @JsonPropertyDescription("Names of columns that become attributes.") @Nullable
            List<String> attributes) {
        public Columns {
            ColumnSpec.require(id, "transaction.id");
            ColumnSpec.require(time, "transaction.time");
            ColumnSpec.require(account, "transaction.account");
            ColumnSpec.require(amount, "transaction.amount");
            ColumnSpec.require(currency, "transaction.currency");
            ColumnSpec.require(channel, "transaction.channel");
            attributes = attributes == null ? List.of() : List.copyOf(attributes);
        }
    }

    /** The columns of a merchant. */
    public record MerchantColumns(
            @JsonPropertyDescription("The merchant id.") ColumnSpec.Text id,

            @JsonPropertyDescription("The name of the merchant.")
            ColumnSpec.@Nullable Text name,

            @JsonPropertyDescription("The merchant category code, four digits.")
            ColumnSpec.@Nullable Text mcc,

            @JsonPropertyDescription("The ISO 3166 code of the country, two letters.")
            ColumnSpec.@Nullable Text country,

            @JsonPropertyDescription("The location of the merchant.")
            ColumnSpec.@Nullable Point location) {
        public MerchantColumns {
            ColumnSpec.require(id, "merchant.id");
        }
    }

    /** The columns of the label, and the time from which a label is known. */
    public record LabelColumns(
            @JsonPropertyDescription("The column that says whether the transaction was fraud.")
            String column,

            @JsonPropertyDescription("The texts that mean fraud.")
            List<String> fraud,

            @JsonPropertyDescription("The texts that mean no fraud; by default any other text, and an empty cell.")
            @Nullable
            List<String> legitimate,

            @JsonPropertyDescription("The texts that mean that there is no label. An empty cell is one if"
                    + " `legitimate` is given without it.")
            @Nullable
            List<String> unknown,

            @JsonPropertyDescription("Days after which an empty cell that means no fraud becomes a label. By"
                    + " default `delay-days`, else 30.")
            @Nullable
            Double maturityDays,

            @JsonPropertyDescription("Days from the transaction until its label became known.") @Nullable
            Double delayDays,

            @JsonPropertyDescription("The label became known at a moment that follows from the transaction's:"
                    + " `next-midnight` is 00:00 UTC of the next day.")
            @Nullable
            Delay delay,

            @JsonPropertyDescription("The column with the time at which the label became known.")
            ColumnSpec.@Nullable Time knownAt,

            @JsonPropertyDescription("The source of the label: `VERDICT` or `CHARGEBACK`.")
            ColumnSpec.@Nullable Text source,

            @JsonPropertyDescription("The kind of fraud.") ColumnSpec.@Nullable Text typology) {

        /** Most disputes arrive within a month. */
        private static final double MATURITY_DAYS = 30;

        private static final double MAX_DAYS = 3_650;

        public LabelColumns {
            ColumnSpec.require(column, "label.column");
            ColumnSpec.require(fraud, "label.fraud");
            if (Stream.of(delayDays, delay, knownAt).filter(Objects::nonNull).count() != 1) {
                throw new IllegalArgumentException("label has no time: set one of delay-days, delay and known-at");
            }
            requireDays(delayDays, "delay-days");
            requireDays(maturityDays, "maturity-days");
            for (String text : fraud) {
                if (isListed(legitimate, text) || isListed(unknown, text)) {
                    throw new IllegalArgumentException(
                            "\"" + text + "\" is listed both as fraud and as another label: list it once");
                }
            }
        }

        /** Whether an empty cell means that the transaction was not disputed. */
        boolean isEmptyLegitimate() {
            return isListed(legitimate, "") || (legitimate == null && !isListed(unknown, ""));
        }

        /** The label-maturity window, in days. */
        double maturity() {
            return maturityDays != null ? maturityDays : delayDays != null ? delayDays : MATURITY_DAYS;
        }

        private static boolean isListed(@Nullable List<String> texts, String text) {
            return texts != null && texts.contains(text);
        }

        private static void requireDays(@Nullable Double days, String key) {
            if (days != null && !(days >= 0 && days <= MAX_DAYS)) {
                throw new IllegalArgumentException(key + " is " + days + ": set 0 to " + (long) MAX_DAYS);
            }
        }
    }

    /** A rule for the label time, other than a number of days. */
    public enum Delay {
        /** 00:00 UTC of the next day, for analysts who review each day's transactions at its end. */
        @JsonProperty("next-midnight")
        NEXT_MIDNIGHT
    }

    /** The columns of an account profile. */
    public record ProfileColumns(
            @JsonPropertyDescription("The file of the profiles, relative to the folder of the data file; by default"
                    + " the data file itself.")
            @Nullable
            String file,

            @JsonPropertyDescription("The account.") ColumnSpec.Text account,

            @JsonPropertyDescription("The moment from which the profiles are known, such as `2026-01-01T00:00:00Z`;"
                    + " by default the beginning.")
            @Nullable
            String asOf,

            @JsonPropertyDescription("The home location of the account holder.")
            ColumnSpec.@Nullable Point home,

            @JsonPropertyDescription("The ISO 3166 code of the home country.")
            ColumnSpec.@Nullable Text homeCountry,

            @JsonPropertyDescription("The moment at which the account was opened.")
            ColumnSpec.@Nullable Time opened,

            @JsonPropertyDescription("The platform's credit score.")
            ColumnSpec.@Nullable Decimal creditScore,

            @JsonPropertyDescription("Names of social signals, each with its number.") @Nullable
            Map<String, ColumnSpec.Decimal> socialSignals) {
        public ProfileColumns {
            ColumnSpec.require(account, "profiles.account");
            socialSignals = socialSignals == null ? Map.of() : Map.copyOf(socialSignals);
        }

        long asOfMs() {
            try {
                return asOf == null ? 0 : Instant.parse(asOf).toEpochMilli();
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(
                        "profiles.as-of: " + asOf + " is not an instant such as 2026-01-01T00:00:00Z", e);
            }
        }
    }

    /** The file with the lifecycle events of the transactions. */
    public record Lifecycle(
            @JsonPropertyDescription(
                    "The file, relative to the folder of the data file: one JSON object of the contract"
                            + " `lifecycle-event` per line, in UTF-8. Its `account_id` and `transaction_id` are as the mapping"
                            + " makes them.")
            String file) {
        public Lifecycle {
            ColumnSpec.require(file, "lifecycle.file");
        }
    }

    /** A built-in mapping. */
    public static CsvMapping named(String name) throws IOException {
        try (InputStream yaml = CsvMapping.class.getResourceAsStream("/mappings/" + name + ".yaml")) {
            if (yaml == null || !SHIPPED.contains(name)) {
                throw new IOException("no mapping is named " + name + ": use one of " + String.join(", ", SHIPPED)
                        + ", or give the path of a .yaml file");
            }
            return parse("mapping " + name, new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Reads a user's mapping. */
    public static CsvMapping read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException("mapping " + file + " is missing or not readable: check the path");
        }
        return parse("mapping " + file, Files.readString(file));
    }

    private static CsvMapping parse(String origin, String yaml) throws IOException {
        try (YAMLParser parser = YAML.getFactory().createParser(yaml)) {
            JsonNode tree = YamlTree.read(parser);
            if (tree == null || !tree.isObject()) {
                throw new IOException(origin + " has no keys: start with transaction:");
            }
            CsvMappingKeys.check(tree, CsvMapping.class, "");
            return Objects.requireNonNull(YAML.treeToValue(tree, CsvMapping.class));
        } catch (IllegalArgumentException e) {
            throw new IOException(origin + ": " + e.getMessage(), e);
        } catch (ValueInstantiationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(origin + ": " + at(e) + cause.getMessage(), e);
        } catch (JsonMappingException e) {
            throw new IOException(origin + ": " + at(e) + firstLine(e.getOriginalMessage()), e);
        } catch (JsonProcessingException e) {
            throw new IOException(origin + " is not valid YAML: " + firstLine(e.getOriginalMessage()), e);
        }
    }

    /** The path of the key, such as "transaction.time: ". */
    private static String at(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "" : path + ": ";
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
