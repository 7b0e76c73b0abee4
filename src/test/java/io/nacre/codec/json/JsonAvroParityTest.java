package io.nacre.codec.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nacre.codec.BadRecords;
import io.nacre.codec.BadRecords.Row;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.payment.RecordOrigin;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A record with a bad field is rejected with one code, whether it comes as Avro or as JSON. */
class JsonAvroParityTest {

    private static final int HEADER_BYTES = 10;

    /** The rows of the table that are records at all, and whose numbers JSON has. */
    static List<Row> rows() {
        return BadRecords.all().stream().filter(JsonAvroParityTest::hasJson).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void hasTheCodeOfTheTopic(Row row) throws IOException {
        byte[] json = new ObjectMapper().writeValueAsBytes(JsonValueWriter.object(record(row)));
        RecordOrigin origin = BadRecords.origin(row, 1).arrivedBy(System.currentTimeMillis());

        RejectionCode code = null;
        try {
            row.contract().jsonReader().read(json, origin);
        } catch (RecordRejectedException e) {
            code = e.code();
        }

        assertThat(code).isEqualTo(row.code());
    }

    @Test
    void mostBadFieldsAreTried() {
        assertThat(rows()).hasSizeGreaterThan(80);
        assertThat(rows()).extracting(Row::code).contains(null, RejectionCode.CARD_NUMBER, RejectionCode.TIME_RANGE);
    }

    private static boolean hasJson(Row row) {
        if (row.code() == RejectionCode.UNREADABLE || row.bytes() == null || row.bytes().length <= HEADER_BYTES) {
            return false;
        }
        boolean other = row.code() == RejectionCode.SCHEMA_UNKNOWN || row.code() == RejectionCode.RECORD_TOO_LARGE;
        return !other && !row.name().contains("NaN") && !row.name().contains("Infinity");
    }

    private static GenericRecord record(Row row) throws IOException {
        Schema schema = row.contract().schema();
        byte @Nullable [] bytes = row.bytes();
        return new GenericDatumReader<GenericRecord>(schema, schema, new GenericData())
                .read(null, DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null));
    }
}
