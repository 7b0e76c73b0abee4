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
 * How the columns of a CSV file become labelled transactions and account profiles, as a person writes it in YAML.
 *
 * @param about one line for people: which data it fits
 * @param separator between cells; a comma unless stated
 * @param encoding of all files, such as windows-1252; UTF-8 unless stated or marked
 * @param decimalMark of numbers, "." or ","
 * @param groupingMark between groups of digits, such as "." in 1.234,56. With neither mark stated, a number that has
 *     more than digits and one point is ambiguous, and the file is refused
 * @param timeZone of times that carry no offset, such as Europe/Berlin; UTC unless stated
 * @param maxBadShare more unreadable rows than this share (0.01 unless stated) and the file is refused
 * @param lookups other files whose columns join each row
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

    /** The mappings that ship, in the order they are listed to a user. */
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
            throw new IllegalArgumentException("max-bad-share is " + maxBadShare + "; write 0 to 1");
        }
        lookups = lookups == null ? List.of() : List.copyOf(lookups);
        FileFormat unused = format(separator, encoding, decimalMark, groupingMark, timeZone);
        ColumnSpec.require(transaction, "transaction");
    }

    /** How the files are written. */
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
     * Another file, one row of which joins each row of the data.
     *
     * @param file relative to the folder of the data file
     * @param key the column that names its rows
     * @param by the column of the data that holds the key
     * @param prefix stands before its column names, so that they differ from those of the data
     */
    public record Lookup(String file, String key, String by, String prefix) {
        public Lookup {
            ColumnSpec.require(file, "lookups.file");
            ColumnSpec.require(key, "lookups.key");
            ColumnSpec.require(by, "lookups.by");
            ColumnSpec.require(prefix, "lookups.prefix");
        }
    }

    /** Where the parts of a transaction stand. */
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

    /** Where the parts of a merchant stand. */
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
     * Where it stands whether a transaction was fraud, and since when that is known.
     *
     * @param fraud the texts that mean fraud
     * @param legitimate the texts that mean no fraud; any other text unless stated, and then an empty cell as well
     * @param unknown the texts that mean that nobody said; an empty cell does where {@code legitimate} is stated
     *     without it
     * @param maturityDays an empty cell that means no fraud counts after so many days, for until then a dispute may
     *     come; {@code delayDays} unless stated, or {@value #MATURITY_DAYS} without those
     * @param delayDays the label became known this long after the transaction
     * @param delay the label became known at a moment that follows from the transaction's, instead of so many days
     *     later
     * @param knownAt the moment the label became known, instead of both
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

        /** After a month most disputes have come. */
        private static final double MATURITY_DAYS = 30;

        private static final double MAX_DAYS = 3_650;

        public LabelColumns {
            ColumnSpec.require(column, "label.column");
            ColumnSpec.require(fraud, "label.fraud");
            if (Stream.of(delayDays, delay, knownAt).filter(Objects::nonNull).count() != 1) {
                throw new IllegalArgumentException("label needs one of delay-days, delay and known-at");
            }
            requireDays(delayDays, "delay-days");
            requireDays(maturityDays, "maturity-days");
            for (String text : fraud) {
                if (isListed(legitimate, text) || isListed(unknown, text)) {
                    throw new IllegalArgumentException("\"" + text + "\" is listed as fraud and as something else");
                }
            }
        }

        /** Whether an empty cell means that nobody disputed the transaction. */
        boolean isEmptyLegitimate() {
            return isListed(legitimate, "") || (legitimate == null && !isListed(unknown, ""));
        }

        /** After so many days without a dispute a transaction counts as legitimate. */
        double maturity() {
            return maturityDays != null ? maturityDays : delayDays != null ? delayDays : MATURITY_DAYS;
        }

        private static boolean isListed(@Nullable List<String> texts, String text) {
            return texts != null && texts.contains(text);
        }

        private static void requireDays(@Nullable Double days, String key) {
            if (days != null && !(days >= 0 && days <= MAX_DAYS)) {
                throw new IllegalArgumentException(key + " is " + days + "; write 0 to " + (long) MAX_DAYS);
            }
        }
    }

    /** When a label becomes known, other than a number of days later. */
    public enum Delay {
        /** 00:00 UTC of the following day, as where analysts look at all of a day's payments. */
        @JsonProperty("next-midnight")
        NEXT_MIDNIGHT
    }

    /**
     * Where the parts of an account profile stand.
     *
     * @param file relative to the folder of the data file; the data file itself unless stated
     * @param asOf since when all this is known; from the beginning unless stated
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
                        "profiles.as-of: " + asOf + " is no instant such as 2026-01-01T00:00:00Z", e);
            }
        }
    }

    /** A mapping that ships with the program. */
    public static CsvMapping named(String name) throws IOException {
        try (InputStream yaml = CsvMapping.class.getResourceAsStream("/mappings/" + name + ".yaml")) {
            if (yaml == null || !SHIPPED.contains(name)) {
                throw new IOException("no mapping is named " + name + "; there are " + String.join(", ", SHIPPED)
                        + ", or give the path of a .yaml file");
            }
            return parse("mapping " + name, new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** A mapping from a file of the user's. */
    public static CsvMapping read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException("mapping " + file + " is missing or not readable; check the path");
        }
        return parse("mapping " + file, Files.readString(file));
    }

    private static CsvMapping parse(String origin, String yaml) throws IOException {
        try (YAMLParser parser = YAML.getFactory().createParser(yaml)) {
            JsonNode tree = CsvMappingTree.read(parser);
            if (tree == null || !tree.isObject()) {
                throw new IOException(origin + " holds no keys; it begins with transaction:");
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
            throw new IOException(origin + " is no valid YAML: " + firstLine(e.getOriginalMessage()), e);
        }
    }

    /** Which key: "transaction.time: ". */
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
