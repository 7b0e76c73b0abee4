package io.nacre.ingest.iso8583;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.nacre.payment.Channel;
import io.nacre.payment.LifecycleEvent.DeclineReason;
import io.nacre.yaml.YamlTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a network does in its own way; users write it in YAML. Every key is optional.
 *
 * @param headerBytes number of bytes before the message type, such as 5 for a TPDU
 * @param elements formats of data elements that differ from ISO 8583:1987
 * @param transactionId the data elements that identify a transaction
 * @param accountId the payer's account; by default the token of the card
 * @param entryModes channels by the first two digits of element 22
 * @param defaultChannel the channel of a message without element 22
 * @param responseCodes classes of declines by element 39
 * @param skipTypes message types that are no payments
 * @param timeZone of elements 12 and 13, for messages without element 7
 */
public record Iso8583Mapping(
        @Nullable Integer headerBytes,
        @Nullable Map<Integer, ElementFormat> elements,
        @Nullable List<Integer> transactionId,
        @Nullable ElementSource accountId,
        @Nullable ElementSource deviceId,
        @Nullable ElementSource ip,
        @Nullable ElementSource userAgent,
        @Nullable ElementSource counterpartyId,
        @Nullable ElementSource merchantId,
        @Nullable ElementSource merchantName,
        @Nullable ElementSource merchantCountry,
        @Nullable Map<String, ElementSource> attributes,
        @Nullable Map<String, Channel> entryModes,
        @Nullable Channel defaultChannel,
        @Nullable Map<String, DeclineReason> responseCodes,
        @Nullable Set<String> skipTypes,
        @Nullable String timeZone) {

    /** Acquirer, transmission time and trace number: what element 90 of a reversal repeats. */
    static final List<Integer> TRANSACTION_ID = List.of(32, 7, 11);

    private static final int MAX_FILE_BYTES = 64 * 1024;
    private static final int MAX_HEADER_BYTES = 64;

    /** Elements with card numbers, tracks, PINs and chip data. */
    private static final Set<Integer> NOT_IN_IDS = Set.of(2, 34, 35, 36, 45, 52, 53, 55, 96);

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    public Iso8583Mapping {
        if (headerBytes != null && (headerBytes < 0 || headerBytes > MAX_HEADER_BYTES)) {
            throw new IllegalArgumentException("header-bytes is " + headerBytes + ": set 0 to " + MAX_HEADER_BYTES);
        }
        elements = elements == null ? Map.of() : Map.copyOf(elements);
        transactionId = transactionId == null ? TRANSACTION_ID : List.copyOf(transactionId);
        attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
        entryModes = entryModes == null ? Map.of() : Map.copyOf(entryModes);
        responseCodes = responseCodes == null ? Map.of() : Map.copyOf(responseCodes);
        skipTypes = skipTypes == null ? Set.of() : Set.copyOf(skipTypes);
        if (transactionId.isEmpty() || transactionId.stream().anyMatch(NOT_IN_IDS::contains)) {
            throw new IllegalArgumentException("transaction-id is " + transactionId
                    + ": name at least one element, and none with a card number or PIN, such as [32, 7, 11]");
        }
        if (timeZone != null) {
            requireZone(timeZone);
        }
    }

    /** The mapping without keys. */
    public static Iso8583Mapping standard() {
        return new Iso8583Mapping(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** Reads a user's mapping. */
    public static Iso8583Mapping read(Path file) throws IOException {
        String origin = "mapping " + file;
        if (Files.size(file) > MAX_FILE_BYTES) {
            throw new IOException(origin + " has more than " + MAX_FILE_BYTES + " bytes: check the path");
        }
        try (YAMLParser parser = YAML.getFactory().createParser(file.toFile())) {
            JsonNode tree = YamlTree.read(parser);
            if (tree == null || !tree.isObject()) {
                throw new IOException(origin + " has no keys: write one such as transaction-id:, or remove --mapping");
            }
            Iso8583MappingKeys.check(tree, Iso8583Mapping.class, "");
            return Objects.requireNonNull(YAML.treeToValue(tree, Iso8583Mapping.class));
        } catch (IllegalArgumentException e) {
            throw new IOException(origin + ": " + e.getMessage(), e);
        } catch (ValueInstantiationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(origin + ": " + path(e) + ": " + cause.getMessage(), e);
        } catch (JsonMappingException e) {
            throw new IOException(origin + ": " + path(e) + ": " + firstLine(e.getOriginalMessage()), e);
        } catch (JsonProcessingException e) {
            throw new IOException(origin + " is not valid YAML: " + firstLine(e.getOriginalMessage()), e);
        }
    }

    private static void requireZone(String zone) {
        try {
            ZoneId unused = ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "time-zone is " + zone + ": set a name such as Europe/Berlin, or an offset such as +01:00", e);
        }
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
