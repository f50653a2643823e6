package io.vigie.adapters.spark.rows;

import io.vigie.domain.encoding.ByteReader;
import io.vigie.domain.encoding.ByteWriter;
import org.jspecify.annotations.Nullable;

/** Packs where the lines are of readings of one device that came too late. {@code LateLines} reads it. */
public final class TooLateWriter {

    private final ByteWriter body = new ByteWriter(256);
    private long count;

    /** One of them. */
    public record Place(long offset, long eventTime, long arrival) {

        public static Place read(ByteReader in) {
            return new Place(in.readLong(), in.readLong(), in.readLong());
        }
    }

    public void add(Place place) {
        body.writeLong(place.offset);
        body.writeLong(place.eventTime);
        body.writeLong(place.arrival);
        count++;
    }

    public int size() {
        return body.size();
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** The chunk; the writer is then empty. */
    public Chunk.TooLate take(String device, @Nullable String source) {
        Chunk.TooLate packed =
                new Chunk.TooLate(device, source == null ? "" : source, count, PackedRows.of(body.toBytes()));
        body.clear();
        count = 0;
        return packed;
    }
}
