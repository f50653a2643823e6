package io.vigie.adapters.kafka;

import io.vigie.adapters.spark.spi.messages.MessageHeader;
import io.vigie.adapters.spark.spi.messages.MessageHeaders;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** A record, in whatever form it is at hand; the numbers are the columns of Spark's connector. */
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

    /** When it arrived, in microseconds since 1970. */
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
            Instant stamped = time instanceof Timestamp timestamp ? timestamp.toInstant() : (Instant) time;
            return new ArrivalTimes(System.currentTimeMillis()).of(stamped.toEpochMilli());
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
}
