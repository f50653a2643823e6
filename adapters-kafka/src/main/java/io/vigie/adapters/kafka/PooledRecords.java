package io.vigie.adapters.kafka;

import io.vigie.adapters.spark.spi.messages.MessageHeader;
import io.vigie.adapters.spark.spi.messages.MessageHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.spark.sql.kafka010.KafkaBatchInputPartition;
import org.apache.spark.sql.kafka010.KafkaOffsetRange;
import org.apache.spark.sql.kafka010.consumer.KafkaDataConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads by a consumer out of the pool of Spark's connector, as Spark's own reader does, and takes the records as Kafka's
 * client has them: rows made of them would only be taken apart again.
 */
final class PooledRecords implements RecordReader, KafkaRow {

    private final KafkaDataConsumer consumer;
    private final String topic;
    private final int partition;
    private final long until;
    private final long pollTimeoutMillis;
    private final ArrivalTimes arrival;
    private long next;
    private @Nullable ConsumerRecord<byte[], byte[]> record;

    PooledRecords(KafkaBatchInputPartition task, long planned) {
        arrival = new ArrivalTimes(planned);
        KafkaOffsetRange range = task.offsetRange();
        topic = range.topic();
        partition = range.partition();
        next = range.fromOffset();
        until = range.untilOffset();
        pollTimeoutMillis = task.pollTimeoutMs();
        consumer = KafkaDataConsumer.acquire(new TopicPartition(topic, partition), task.executorKafkaParams());
    }

    @Override
    public boolean next() {
        record = next < until ? consumer.get(next, until, pollTimeoutMillis, false) : null;
        next = record == null ? until : record.offset() + 1;
        return record != null;
    }

    @Override
    public KafkaRow record() {
        return this;
    }

    private ConsumerRecord<byte[], byte[]> here() {
        return Objects.requireNonNull(record, "a record");
    }

    @Override
    public long losses() {
        return consumer.getNumDataLoss();
    }

    @Override
    public void close() {
        consumer.release();
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public int partition() {
        return partition;
    }

    @Override
    public long offset() {
        return here().offset();
    }

    @Override
    public long arrival() {
        return arrival.of(here().timestamp());
    }

    @Override
    public byte @Nullable [] key() {
        return here().key();
    }

    @Override
    public byte @Nullable [] value() {
        return here().value();
    }

    @Override
    public byte @Nullable [] headers() {
        List<MessageHeader> headers = new ArrayList<>(0);
        for (Header header : here().headers()) {
            headers.add(new MessageHeader(header.key(), header.value()));
        }
        return headers.isEmpty() ? null : MessageHeaders.encode(headers);
    }
}
