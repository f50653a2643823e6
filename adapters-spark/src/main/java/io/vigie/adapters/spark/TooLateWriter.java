package io.vigie.adapters.spark;

import io.vigie.domain.encoding.ByteReader;
import io.vigie.domain.encoding.ByteWriter;
import org.jspecify.annotations.Nullable;

/** Packs where the lines are of readings of one device that came too late. {@link LateLines} reads it. */
final class TooLateWriter {

    private final ByteWriter body = new ByteWriter(256);
    private long count;

    /** One of them. */
    record Place(long offset, long eventTime, long arrival) {

        static Place read(ByteReader in) {
            return new Place(in.readLong(), in.readLong(), in.readLong());
        }
    }

    void add(Place place) {
        body.writeLong(place.offset);
        body.writeLong(place.eventTime);
        body.writeLong(place.arrival);
        count++;
    }

    int size() {
        return body.size();
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The chunk; the writer is then empty. */
    Chunk.TooLate take(String device, @Nullable String source) {
        Chunk.TooLate packed =
                new Chunk.TooLate(device, source == null ? "" : source, count, PackedRows.of(body.toBytes()));
        body.clear();
        count = 0;
        return packed;
    }
}
