package io.vigie.adapters.kafka;

import io.vigie.adapters.spark.spi.MessageHeader;
import io.vigie.adapters.spark.spi.MessageHeaders;
import io.vigie.domain.monitor.Microseconds;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.jspecify.annotations.Nullable;

/** A record as Spark's connector hands it over: outside of Spark as a row, inside in a form of its own. */
interface KafkaRow {

    int KEY = 0;
    int VALUE = 1;
    int TOPIC = 2;
    int PARTITION = 3;
    int OFFSET = 4;
    int TIMESTAMP = 5;
    int HEADERS = 7;
    int HEADER_NAME = 0;
    int HEADER_VALUE = 1;

    String topic();

    int partition();

    long offset();

    /** Kafka's timestamp, in microseconds since 1970. */
    long arrival();

    byte @Nullable [] key();

    byte @Nullable [] value();

    /** As {@link MessageHeaders} encodes them, where there are any. */
    byte @Nullable [] headers();

    /** A row as users see it. */
    record Of(Row row) implements KafkaRow {

        @Override
        public String topic() {
            return row.getString(TOPIC);
        }

        @Override
        public int partition() {
            return row.getInt(PARTITION);
        }

        @Override
        public long offset() {
            return row.getLong(OFFSET);
        }

        @Override
        public long arrival() {
            Object time = row.get(TIMESTAMP);
            return Microseconds.of(time instanceof Timestamp timestamp ? timestamp.toInstant() : (Instant) time);
        }

        @Override
        public byte @Nullable [] key() {
            return row.getAs(KEY);
        }

        @Override
        public byte @Nullable [] value() {
            return row.getAs(VALUE);
        }

        @Override
        public byte @Nullable [] headers() {
            if (row.isNullAt(HEADERS)) {
                return null;
            }
            List<MessageHeader> headers = new ArrayList<>();
            for (Row header : row.<Row>getList(HEADERS)) {
                headers.add(new MessageHeader(header.getString(HEADER_NAME), header.getAs(HEADER_VALUE)));
            }
            return headers.isEmpty() ? null : MessageHeaders.encode(headers);
        }
    }

    /** A row within Spark, which is another record after each step of its reader. */
    final class Within implements KafkaRow {

        private InternalRow row;

        Within(InternalRow row) {
            this.row = row;
        }

        void set(InternalRow next) {
            row = next;
        }

        @Override
        public String topic() {
            return row.getString(TOPIC);
        }

        @Override
        public int partition() {
            return row.getInt(PARTITION);
        }

        @Override
        public long offset() {
            return row.getLong(OFFSET);
        }

        @Override
        public long arrival() {
            return row.getLong(TIMESTAMP);
        }

        @Override
        public byte @Nullable [] key() {
            return row.isNullAt(KEY) ? null : row.getBinary(KEY);
        }

        @Override
        public byte @Nullable [] value() {
            return row.isNullAt(VALUE) ? null : row.getBinary(VALUE);
        }

        @Override
        public byte @Nullable [] headers() {
            if (row.isNullAt(HEADERS)) {
                return null;
            }
            ArrayData all = row.getArray(HEADERS);
            List<MessageHeader> headers = new ArrayList<>();
            for (int i = 0; i < all.numElements(); i++) {
                InternalRow header = all.getStruct(i, 2);
                headers.add(new MessageHeader(
                        header.getString(HEADER_NAME),
                        header.isNullAt(HEADER_VALUE) ? null : header.getBinary(HEADER_VALUE)));
            }
            return headers.isEmpty() ? null : MessageHeaders.encode(headers);
        }
    }
}
