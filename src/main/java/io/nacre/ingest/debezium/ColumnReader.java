package io.nacre.ingest.debezium;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nacre.codec.mapping.UnvalidatedTransaction;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.ingest.DecimalAmounts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Converts the columns of a row to the JSON of a contract, by their schema: decimals, times and JSON columns. */
final class ColumnReader {

    private static final String AMOUNT = "amount";
    private static final String AMOUNT_MINOR = "amount_minor";

    /** With a point, which Base64 does not have. */
    private static final Pattern WRITTEN_DECIMAL = Pattern.compile("-?[0-9]+\\.[0-9]+");

    private static final int MAX_SCALE = 38;

    /** More bytes than any amount has. */
    private static final int MAX_DECIMAL_BYTES = 32;

    private final JsonNode schema;

    /** @param schema of the row; missing if it is unknown */
    ColumnReader(JsonNode schema) {
        this.schema = schema;
    }

    /** Replaces the columns that Debezium writes in its own way. A column amount is in the major unit. */
    void read(ObjectNode row) throws RecordRejectedException {
        List<Map.Entry<String, JsonNode>> columns = new ArrayList<>(row.properties());
        for (Map.Entry<String, JsonNode> column : columns) {
            String name = column.getKey();
            JsonNode value = column.getValue();
            if (!value.isNull() && !name.equals(AMOUNT)) {
                convert(row, name, value);
            }
        }
        JsonNode amount = row.remove(AMOUNT);
        if (amount != null && !amount.isNull()) {
            JsonNode currency = row.path("currency");
            String code = UnvalidatedTransaction.currency(currency.isTextual() ? currency.textValue() : "");
            row.put(AMOUNT_MINOR, DecimalAmounts.minorUnits(decimal(AMOUNT, amount), code, AMOUNT_MINOR));
        }
    }

    private void convert(ObjectNode row, String name, JsonNode value) throws RecordRejectedException {
        switch (typeOf(name)) {
            case "org.apache.kafka.connect.data.Decimal", "io.debezium.data.VariableScaleDecimal" ->
                row.put(name, whole(name, decimal(name, value)));
            case "io.debezium.time.MicroTimestamp" -> row.put(name, TimeUnit.MICROSECONDS.toMillis(value.longValue()));
            case "io.debezium.time.NanoTimestamp" -> row.put(name, TimeUnit.NANOSECONDS.toMillis(value.longValue()));
            case "io.debezium.data.Json" -> row.set(name, ChangeEvent.parse(value.asText()));
            default -> {
                // As in the contract.
            }
        }
    }

    private String typeOf(String name) {
        return ChangeEvent.fieldSchema(schema, name).path("name").asText("");
    }

    private BigDecimal decimal(String name, JsonNode value) throws RecordRejectedException {
        if (value.isNumber()) {
            return value.decimalValue();
        }
        JsonNode column = ChangeEvent.fieldSchema(schema, name);
        BigDecimal decimal = switch (column.path("name").asText("")) {
            case "org.apache.kafka.connect.data.Decimal" ->
                unscaled(value, column.path("parameters").path("scale"));
            case "io.debezium.data.VariableScaleDecimal" -> unscaled(value.path("value"), value.path("scale"));
            default -> written(value, column.path("type").asText().equals("string"));
        };
        if (decimal == null) {
            throw new RecordRejectedException(
                    RejectionCode.FIELD_MALFORMED,
                    name.equals(AMOUNT) ? AMOUNT_MINOR : name,
                    "comes from a decimal that cannot be read; send the schema with the value, or set"
                            + " decimal.handling.mode=string and give the column decimals");
        }
        return decimal;
    }

    /** Two's complement in Base64, with the scale of the schema. */
    private static @Nullable BigDecimal unscaled(JsonNode base64, JsonNode scale) {
        try {
            int decimals = Integer.parseInt(scale.asText());
            byte[] bytes = Base64.getDecoder().decode(base64.asText());
            boolean valid =
                    decimals >= 0 && decimals <= MAX_SCALE && bytes.length > 0 && bytes.length <= MAX_DECIMAL_BYTES;
            return valid ? new BigDecimal(new BigInteger(bytes), decimals) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** A decimal as text. Without schema, digits alone may as well be Base64, so they are not read. */
    private static @Nullable BigDecimal written(JsonNode value, boolean isText) {
        String text = value.asText();
        boolean plain = isText && text.matches("-?[0-9]{1,38}");
        return text.length() <= 2 * MAX_SCALE
                        && (plain || WRITTEN_DECIMAL.matcher(text).matches())
                ? new BigDecimal(text)
                : null;
    }

    private static BigDecimal whole(String name, BigDecimal decimal) throws RecordRejectedException {
        BigDecimal plain = decimal.stripTrailingZeros();
        if (plain.scale() > 0 || plain.scale() < -MAX_SCALE) {
            throw new RecordRejectedException(
                    RejectionCode.FIELD_MALFORMED, name, "comes from a decimal with a fraction; send a whole number");
        }
        return plain.setScale(0);
    }
}
