package io.vigie.adapters.spark.rows;

import io.vigie.domain.encoding.ByteReader;
import java.util.List;

/**
 * What a chunk's first byte says of it.
 *
 * @param <C> the chunks of this kind
 */
public final class ChunkKind<C extends Chunk> {

    static final ChunkKind<Chunk.Readings> READINGS = new ChunkKind<>('r', Chunk.Readings::read);
    static final ChunkKind<Chunk.Alarms> ALARMS = new ChunkKind<>('a', Chunk.Alarms::read);
    static final ChunkKind<Chunk.Windows> WINDOWS = new ChunkKind<>('w', Chunk.Windows::read);
    static final ChunkKind<Chunk.Violations> VIOLATIONS = new ChunkKind<>('v', Chunk.Violations::read);
    static final ChunkKind<Chunk.Rejected> REJECTED = new ChunkKind<>('x', Chunk.Rejected::read);
    public static final ChunkKind<Chunk.TooLate> TOO_LATE = new ChunkKind<>('t', Chunk.TooLate::read);
    static final ChunkKind<Chunk.Uncounted> UNCOUNTED = new ChunkKind<>('u', Chunk.Uncounted::read);
    static final ChunkKind<Chunk.HeadersLeftOut> HEADERS_LEFT_OUT = new ChunkKind<>('h', Chunk.HeadersLeftOut::read);
    static final ChunkKind<Chunk.Scattered> SCATTERED = new ChunkKind<>('p', Chunk.Scattered::read);
    static final ChunkKind<Chunk.Clock> CLOCK = new ChunkKind<>('c', Chunk.Clock::read);
    static final ChunkKind<Chunk.StartedAfresh> STARTED_AFRESH = new ChunkKind<>('s', Chunk.StartedAfresh::read);
    static final ChunkKind<Chunk.DroppedWindows> DROPPED_WINDOWS = new ChunkKind<>('d', Chunk.DroppedWindows::read);
    static final ChunkKind<Chunk.Forgotten> FORGOTTEN = new ChunkKind<>('f', Chunk.Forgotten::read);
    static final ChunkKind<Chunk.Devices> DEVICES = new ChunkKind<>('n', Chunk.Devices::read);
    static final ChunkKind<Chunk.Lost> LOST = new ChunkKind<>('l', Chunk.Lost::read);

    private static final List<ChunkKind<?>> ALL = List.of(
            READINGS,
            ALARMS,
            WINDOWS,
            VIOLATIONS,
            REJECTED,
            TOO_LATE,
            UNCOUNTED,
            HEADERS_LEFT_OUT,
            SCATTERED,
            CLOCK,
            STARTED_AFRESH,
            DROPPED_WINDOWS,
            FORGOTTEN,
            DEVICES,
            LOST);

    private final char code;
    private final Form<C> form;

    private ChunkKind(char code, Form<C> form) {
        this.code = code;
        this.form = form;
    }

    /** Makes a chunk of what comes after its kind. */
    private interface Form<C> {

        /** @param in over the bytes, at the first that is to be read */
        C read(byte[] bytes, ByteReader in);
    }

    /**
     * The kind of a chunk.
     *
     * @throws IllegalStateException when there is none such
     */
    static ChunkKind<?> of(byte[] chunk) {
        for (ChunkKind<?> kind : ALL) {
            if (kind.is(chunk)) {
                return kind;
            }
        }
        throw new IllegalStateException(
                "A chunk of " + chunk.length + " bytes is of none of the kinds that this version of"
                        + " Vigie knows" + (chunk.length == 0 ? "" : ": it begins with " + chunk[0])
                        + ". Give the driver and all executors the same jar of Vigie.");
    }

    int code() {
        return code;
    }

    /** Whether a chunk is of this kind. */
    public boolean is(byte[] chunk) {
        return chunk.length > 0 && chunk[0] == code;
    }

    /** A chunk of this kind. */
    public C read(byte[] chunk) {
        ByteReader in = new ByteReader(chunk);
        in.readByte();
        return form.read(chunk, in);
    }
}
