package io.nacre.training.csv;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
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

/**
 * A mapping from CSV columns to labelled transactions and account profiles, written in YAML.
 *
 * @param about one line of description: the data for which it is made
 * @param separator the cell separator; default comma
 * @param encoding of all files, such as windows-1252; default UTF-8 or the byte order mark
 * @param decimalMark decimal mark of numbers, "." or ","
 * @param groupingMark grouping mark of digits, such as "." in 1.234,56. If neither mark is set, a number with more than
 *     digits and one point is ambiguous, and the file is rejected
 * @param timeZone of times without an offset, such as Europe/Berlin; default UTC
 * @param maxBadShare maximum share of bad rows (default 0.01); above it the file is rejected
 * @param lookups other files whose columns are joined to each row
 */
public record CsvMapping(
        @Nullable String about,
        @Nullable Character separator,
        @Nullable String encoding,
        @Nullable Character decimalMark,
        @Nullable Character groupingMark,
        @Nullable String timeZone,
        @Nullable Double maxBadShare,
        @Nullable List<Lookup> lookups,
        Columns transaction,
        @Nullable LabelColumns label,
        @Nullable ProfileColumns profiles) {

    /** The mappings in the program, in display order. */
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

    /**
     * A lookup file: one of its rows is joined to each row of the data.
     *
     * @param file relative to the folder of the data file
     * @param key the key column of the lookup file
     * @param by the column of the data with the key
     * @param prefix prefix of its column names, to distinguish them from those of the data
     */
    public record Lookup(String file, String key, String by, String prefix) {
        public Lookup {
            ColumnSpec.require(file, "lookups.file");
            ColumnSpec.require(key, "lookups.key");
            ColumnSpec.require(by, "lookups.by");
            ColumnSpec.require(prefix, "lookups.prefix");
        }
    }

    /** The columns of a transaction. */
    public record Columns(
            ColumnSpec.Text id,
            ColumnSpec.Time time,
            ColumnSpec.Text account,
            ColumnSpec.@Nullable Text cardToken,
            ColumnSpec.Amount amount,
            ColumnSpec.Text currency,
            ColumnSpec.Text channel,
            ColumnSpec.@Nullable Ip ip,
            ColumnSpec.@Nullable Text device,
            @Nullable MerchantColumns merchant,
            ColumnSpec.@Nullable Point payerLocation,
            ColumnSpec.@Nullable Text counterparty,
            ColumnSpec.@Nullable Text userAgent,
            ColumnSpec.@Nullable Text failedAttempts,
            @Nullable List<String> attributes) {
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
            ColumnSpec.Text id,
            ColumnSpec.@Nullable Text name,
            ColumnSpec.@Nullable Text mcc,
            ColumnSpec.@Nullable Text country,
            ColumnSpec.@Nullable Point location) {
        public MerchantColumns {
            ColumnSpec.require(id, "merchant.id");
        }
    }

    /**
     * The columns of the label, and of the time at which it became known.
     *
     * @param fraud the texts for fraud
     * @param legitimate the texts for legitimate; by default any other text, including an empty cell
     * @param unknown the texts for unlabelled; includes an empty cell if {@code legitimate} is set without it
     * @param maturityDays label-maturity window of an empty cell that means legitimate, because a dispute may still
     *     come; default {@code delayDays}, or {@value #MATURITY_DAYS} without it
     * @param delayDays days from the transaction to the label
     * @param delay a rule for the label time, instead of a number of days
     * @param knownAt the column of the label time, instead of both
     */
    public record LabelColumns(
            String column,
            List<String> fraud,
            @Nullable List<String> legitimate,
            @Nullable List<String> unknown,
            @Nullable Double maturityDays,
            @Nullable Double delayDays,
            @Nullable Delay delay,
            ColumnSpec.@Nullable Time knownAt,
            ColumnSpec.@Nullable Text source,
            ColumnSpec.@Nullable Text typology) {

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

    /**
     * The columns of an account profile.
     *
     * @param file relative to the folder of the data file; default the data file itself
     * @param asOf the time from which the profiles are valid; default the start
     */
    public record ProfileColumns(
            @Nullable String file,
            ColumnSpec.Text account,
            @Nullable String asOf,
            ColumnSpec.@Nullable Point home,
            ColumnSpec.@Nullable Text homeCountry,
            ColumnSpec.@Nullable Time opened,
            ColumnSpec.@Nullable Decimal creditScore,
            @Nullable Map<String, ColumnSpec.Decimal> socialSignals) {
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

    /** A mapping of the program. */
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
            JsonNode tree = CsvMappingTree.read(parser);
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
