package io.vigie.adapters.spark.rows;

import io.vigie.application.decoding.DecodedReading;
import io.vigie.application.decoding.Slice;
import io.vigie.application.decoding.Tags;
import io.vigie.domain.encoding.ByteWriter;
import io.vigie.domain.monitor.ViolationCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Packs the readings of one device out of one stretch of a source, in the order of their arrival. What repeats (the
 * metric, the unit, the tags, the violations) is written once and then named by its index; times and offsets are
 * written as differences. {@link ReadingChunk} reads it.
 */
public final class ReadingChunkWriter {

    /** How many texts of a kind a chunk knows by their index. */
    static final int MOST_KNOWN = 64;

    static final int HAS_UNIT = 1;
    static final int HAS_TAGS = 2;
    static final int HAS_VIOLATIONS = 4;
    static final int HAS_RESCUED = 8;
    static final int HAS_MESSAGE = 16;

    /** The message is that of the last reading that has one. */
    static final int SAME_MESSAGE = 32;

    /** It is not the first of its message. */
    static final int HAS_POSITION = 64;

    private final String device;
    private final MetricChecks metrics;

    private final ByteWriter body = new ByteWriter(256);
    private final Dictionary units = new Dictionary();
    private final Dictionary tagSets = new Dictionary();
    private final List<List<String>> violations = new ArrayList<>(2);
    private int inChunk;
    private int count;
    private long firstOffset;
    private long firstArrival;
    private long lastOffset;
    private long lastArrival;
    private long lastTime;

    /** Whether a message is copied in this chunk, and the offset of the last one that is. */
    private boolean hasCopy;

    private long copiedOffset;

    /** Texts seen in this chunk, as bytes. Few differ, so they are compared one by one; of many, the first are known. */
    private static final class Dictionary {
        private final List<byte[]> known = new ArrayList<>(2);

        int find(byte[] buffer, int offset, int length) {
            for (int i = 0; i < known.size(); i++) {
                byte[] candidate = known.get(i);
                if (Arrays.equals(candidate, 0, candidate.length, buffer, offset, offset + length)) {
                    return i;
                }
            }
            return -1;
        }
    }

    public ReadingChunkWriter(String device, Function<String, ViolationCheck> checks) {
        this.device = device;
        metrics = new MetricChecks(checks);
    }

    public String device() {
        return device;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    public int size() {
        return body.size();
    }

    /**
     * Adds a reading, and answers with the ids of the rules that it meets by itself.
     *
     * @param position its place among the readings of its message, from 0 on
     * @param message its message, where that may be needed if the reading turns out too late
     */
    public List<String> add(
            DecodedReading reading, long offset, int position, long arrival, @Nullable SourceMessage message) {
        if (count == 0) {
            firstOffset = offset;
            firstArrival = arrival;
            lastOffset = offset;
            lastArrival = arrival;
            lastTime = arrival;
        }
        MetricChecks.Known metric = metrics.of(reading.metric());
        boolean isCopied = message != null && hasCopy && copiedOffset == offset;
        List<String> violated = metric.check().violatedBy(reading.value());
        body.writeByte((reading.unit().isPresent() ? HAS_UNIT : 0)
                | (reading.tags().size() > 0 ? HAS_TAGS : 0)
                | (violated.isEmpty() ? 0 : HAS_VIOLATIONS)
                | (reading.rescued().isPresent() ? HAS_RESCUED : 0)
                | (position > 0 ? HAS_POSITION : 0)
                | (message == null ? 0 : isCopied ? SAME_MESSAGE : HAS_MESSAGE));
        if (position > 0) {
            body.writeCount(position);
        }
        body.writeLong(offset - lastOffset);
        body.writeLong(arrival - lastArrival);
        body.writeLong(reading.eventTime() - lastTime);
        body.writeDouble(reading.value());
        writeMetric(metric);
        if (reading.unit().isPresent()) {
            writeKnown(
                    units,
                    reading.unit().buffer(),
                    reading.unit().offset(),
                    reading.unit().length());
        }
        if (reading.tags().size() > 0) {
            byte[] encoded = encode(reading.tags());
            writeKnown(tagSets, encoded, 0, encoded.length);
        }
        if (!violated.isEmpty()) {
            writeViolations(violated);
        }
        if (reading.rescued().isPresent()) {
            write(reading.rescued());
        }
        if (message != null && !isCopied) {
            message.copyTo(body);
            hasCopy = true;
            copiedOffset = offset;
        }
        lastOffset = offset;
        lastArrival = arrival;
        lastTime = reading.eventTime();
        count++;
        return violated;
    }

    private void writeMetric(MetricChecks.Known metric) {
        if (metric.index() >= 0) {
            body.writeCount(metric.index());
            return;
        }
        metric.index(inChunk++);
        body.writeCount(metric.index());
        body.writeBytes(metric.name(), 0, metric.name().length);
    }

    private void writeKnown(Dictionary dictionary, byte[] buffer, int offset, int length) {
        int index = dictionary.find(buffer, offset, length);
        if (index >= 0) {
            body.writeCount(index);
            return;
        }
        body.writeCount(dictionary.known.size());
        body.writeBytes(buffer, offset, length);
        if (dictionary.known.size() < MOST_KNOWN) {
            dictionary.known.add(Arrays.copyOfRange(buffer, offset, offset + length));
        }
    }

    private void writeViolations(List<String> violated) {
        for (int i = 0; i < violations.size(); i++) {
            if (violations.get(i).equals(violated)) {
                body.writeCount(i);
                return;
            }
        }
        body.writeCount(violations.size());
        body.writeCount(violated.size());
        violated.forEach(body::writeText);
        violations.add(violated);
    }

    private static byte[] encode(Tags tags) {
        ByteWriter encoded = new ByteWriter();
        encoded.writeCount(tags.size());
        for (int i = 0; i < tags.size(); i++) {
            Slice name = tags.name(i);
            Slice value = tags.value(i);
            encoded.writeBytes(name.buffer(), name.offset(), name.length());
            encoded.writeBytes(value.buffer(), value.offset(), value.length());
        }
        return encoded.toBytes();
    }

    private void write(Slice text) {
        body.writeBytes(text.buffer(), text.offset(), text.length());
    }

    /** The chunk, of one or more readings; the writer is then empty and ready for the next. */
    public byte[] take(@Nullable String source, @Nullable String partition) {
        ByteWriter chunk = new ByteWriter(body.size() + 64);
        chunk.writeText(source);
        chunk.writeText(partition);
        chunk.writeLong(firstArrival);
        chunk.writeLong(firstOffset);
        chunk.writeCount(count);
        chunk.append(body);
        body.clear();
        units.known.clear();
        tagSets.known.clear();
        violations.clear();
        metrics.forgetIndexes();
        inChunk = 0;
        hasCopy = false;
        count = 0;
        return chunk.toBytes();
    }
}
