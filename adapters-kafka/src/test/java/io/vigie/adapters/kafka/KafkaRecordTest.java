package io.vigie.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.adapters.spark.spi.Tables;
import io.vigie.application.plan.Output;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaRecordTest {

    private static final int LARGEST_BATCH = 5_000;

    private static InternalRow alarm(String explanation) {
        Object[] row = new Object[Tables.ALARMS.size()];
        row[Tables.ALARMS.fieldIndex("device_id")] = UTF8String.fromString("boiler-7");
        row[Tables.ALARMS.fieldIndex("message")] = UTF8String.fromString("too hot");
        row[Tables.ALARMS.fieldIndex("explanation")] = UTF8String.fromString(explanation);
        return new GenericInternalRow(row);
    }

    private static InternalRow record(InternalRow row) {
        RecordSize size = new RecordSize(LARGEST_BATCH, 64 << 20);
        return new KafkaRecord("alarms", Output.ALARMS, Tables.ALARMS, size).convert(row);
    }

    private static int sizeOfBatch(InternalRow record) {
        Header[] headers =
                new Header[record.isNullAt(3) ? 0 : record.getArray(3).numElements()];
        Arrays.setAll(headers, i -> {
            InternalRow header = record.getArray(3).getStruct(i, 2);
            return new RecordHeader(header.getString(0), header.getBinary(1));
        });
        return MemoryRecords.withRecords(
                        Compression.NONE, new SimpleRecord(0, record.getBinary(1), record.getBinary(2), headers))
                .sizeInBytes();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\"", "界", "\u0001"})
    void jsonThatTheTopicWouldRefuseIsCutWithinItsLongestText(String letter) {
        InternalRow record = record(alarm(letter.repeat(1_500_000)));

        assertThat(sizeOfBatch(record)).isBetween(LARGEST_BATCH - 1_100, LARGEST_BATCH);
        assertThat(text(record.getBinary(1))).isEqualTo("boiler-7");
        assertThat(text(record.getBinary(2)))
                .startsWith("{\"deviceId\":\"boiler-7\",\"message\":\"too hot\",\"explanation\":\"")
                .endsWith("\"}");
        InternalRow header = record.getArray(3).getStruct(0, 2);
        assertThat(header.getString(0)).isEqualTo("vigie.length");
        assertThat(Integer.parseInt(text(header.getBinary(1)))).isGreaterThan(1_500_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4_000})
    void whatTheTopicTakesGoesWhole(int length) {
        InternalRow record = record(alarm("x".repeat(length)));

        assertThat(text(record.getBinary(2))).contains("\"explanation\":\"" + "x".repeat(length) + "\"");
        assertThat(record.isNullAt(3)).isTrue();
    }
}
