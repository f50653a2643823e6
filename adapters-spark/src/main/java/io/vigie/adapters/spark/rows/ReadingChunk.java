package io.vigie.adapters.spark.rows;

import io.vigie.domain.encoding.ByteReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ReadingChunkWriter} packed, one reading after the other. */
public final class ReadingChunk {

    private static final ArrayData NO_VIOLATIONS = new GenericArrayData(new Object[0]);

    private final byte[] chunk;
    private final ByteReader in;
    private final @Nullable String source;
    private final @Nullable String partition;
    private final long firstArrival;
    private final long firstOffset;
    private final int count;

    private final List<Name> metrics = new ArrayList<>(2);
    private final List<Name> units = new ArrayList<>(2);
    private final List<MapData> tagSets = new ArrayList<>(2);
    private final List<ArrayData> violationSets = new ArrayList<>(2);

    private int read;
    private long offset;
    private int position;
    private long arrival;
    private long eventTime;
    private double value;
    private int metric;
    private @Nullable Name unit;
    private @Nullable MapData tags;
    private ArrayData violations = NO_VIOLATIONS;
    private byte @Nullable [] rescued;

    /** Where the last message that came along is. */
    private int messageAt;

    private boolean hasMessage;

    /** A text in both of its forms. */
    public static final class Name {
        final UTF8String bytes;
        public final String text;

        Name(byte[] encoded) {
            bytes = UTF8String.fromBytes(encoded);
            text = new String(encoded, StandardCharsets.UTF_8);
        }
    }

    public ReadingChunk(byte[] chunk) {
        this(chunk, 0);
    }

    /** One that begins there, and goes to the end. */
    public ReadingChunk(byte[] chunk, int from) {
        this.chunk = chunk;
        in = new ByteReader(chunk);
        in.skip(from);
        source = in.readText();
        partition = in.readText();
        firstArrival = in.readLong();
        firstOffset = in.readLong();
        count = (int) in.readCount();
        offset = firstOffset;
        arrival = firstArrival;
        eventTime = firstArrival;
    }

    @Nullable
    public String source() {
        return source;
    }

    @Nullable
    public String partition() {
        return partition;
    }

    public long firstArrival() {
        return firstArrival;
    }

    public long firstOffset() {
        return firstOffset;
    }

    public int count() {
        return count;
    }

    /** Goes on to the next reading; false after the last. */
    public boolean next() {
        if (read == count) {
            return false;
        }
        read++;
        int flags = in.readByte();
        position = (flags & ReadingChunkWriter.HAS_POSITION) == 0 ? 0 : (int) in.readCount();
        offset += in.readLong();
        arrival += in.readLong();
        eventTime += in.readLong();
        value = in.readDouble();
        metric = (int) in.readCount();
        if (metric == metrics.size()) {
            metrics.add(new Name(in.readBytes()));
        }
        unit = (flags & ReadingChunkWriter.HAS_UNIT) == 0 ? null : readUnit();
        tags = (flags & ReadingChunkWriter.HAS_TAGS) == 0 ? null : readTags();
        violations = (flags & ReadingChunkWriter.HAS_VIOLATIONS) == 0 ? NO_VIOLATIONS : readViolations();
        rescued = (flags & ReadingChunkWriter.HAS_RESCUED) == 0 ? null : in.readBytes();
        if ((flags & ReadingChunkWriter.HAS_MESSAGE) != 0) {
            messageAt = in.skip(0);
            SourceMessage.Whole.skip(in);
        }
        hasMessage = (flags & (ReadingChunkWriter.HAS_MESSAGE | ReadingChunkWriter.SAME_MESSAGE)) != 0;
        return true;
    }

    private Name readUnit() {
        int index = (int) in.readCount();
        if (index < units.size()) {
            return units.get(index);
        }
        return known(units, new Name(in.readBytes()));
    }

    private MapData readTags() {
        int index = (int) in.readCount();
        if (index < tagSets.size()) {
            return tagSets.get(index);
        }
        ByteReader encoded = new ByteReader(in.readBytes());
        int size = (int) encoded.readCount();
        Object[] names = new Object[size];
        Object[] values = new Object[size];
        for (int i = 0; i < size; i++) {
            names[i] = UTF8String.fromBytes(encoded.readBytes());
            values[i] = UTF8String.fromBytes(encoded.readBytes());
        }
        return known(tagSets, new ArrayBasedMapData(new GenericArrayData(names), new GenericArrayData(values)));
    }

    private static <T> T known(List<T> all, T next) {
        if (all.size() < ReadingChunkWriter.MOST_KNOWN) {
            all.add(next);
        }
        return next;
    }

    private ArrayData readViolations() {
        int index = (int) in.readCount();
        if (index == violationSets.size()) {
            Object[] ids = new Object[(int) in.readCount()];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = UTF8String.fromString(in.readName());
            }
            violationSets.add(new GenericArrayData(ids));
        }
        return violationSets.get(index);
    }

    public long offset() {
        return offset;
    }

    /** Its place among the readings of its message, from 0 on. */
    public int position() {
        return position;
    }

    public long arrival() {
        return arrival;
    }

    public long eventTime() {
        return eventTime;
    }

    public double value() {
        return value;
    }

    /** The metric's index in this chunk: the same metric, the same index. */
    public int metricIndex() {
        return metric;
    }

    public Name metric() {
        return metrics.get(metric);
    }

    @Nullable
    public Name unit() {
        return unit;
    }

    @Nullable
    MapData tags() {
        return tags;
    }

    /** The tags by their names. */
    public Map<String, String> namedTags() {
        if (tags == null) {
            return Map.of();
        }
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < tags.numElements(); i++) {
            named.put(
                    tags.keyArray().getUTF8String(i).toString(),
                    tags.valueArray().getUTF8String(i).toString());
        }
        return named;
    }

    ArrayData violations() {
        return violations;
    }

    byte @Nullable [] rescued() {
        return rescued;
    }

    /** The reading's message, where it came along. */
    public SourceMessage.@Nullable Whole message() {
        if (!hasMessage) {
            return null;
        }
        ByteReader message = new ByteReader(chunk);
        message.skip(messageAt);
        return SourceMessage.Whole.read(message);
    }
}
