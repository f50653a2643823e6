package io.vigie.adapters.spark;

import io.vigie.adapters.spark.spi.MessageHeaders;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.application.plan.Output;
import io.vigie.domain.encoding.ByteReader;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Makes chunks of one kind into rows of its table; others are passed over. The row is one object, used again for each.
 *
 * @param <C> the chunks that have these rows
 */
abstract class ChunkRows<C extends Chunk> implements Iterator<InternalRow> {

    private static final long MICROSECONDS_A_DAY = 86_400_000_000L;

    final SpecificInternalRow row;
    private final ChunkKind<C> kind;
    private final Iterator<byte[]> chunks;
    private boolean ready;

    private ChunkRows(ChunkKind<C> kind, StructType columns, Iterator<byte[]> chunks) {
        this.kind = kind;
        this.chunks = chunks;
        row = new SpecificInternalRow(columns);
    }

    /** The rows that these chunks have for an output, in these columns. */
    static Iterator<InternalRow> of(Output output, StructType columns, Iterator<byte[]> chunks) {
        return switch (output) {
            case READINGS -> new Readings(columns, chunks);
            case ALARMS -> new Alarms(columns, chunks);
            case WINDOWS -> new Windows(columns, chunks);
            case VIOLATIONS -> new Violations(columns, chunks);
            case REJECTED -> new Rejected(columns, chunks);
        };
    }

    abstract void open(C chunk);

    /** Fills the row with the next of the open chunk; false after its last. */
    abstract boolean fill();

    @Override
    public boolean hasNext() {
        while (!ready) {
            ready = fill();
            if (!ready) {
                byte[] next = nextOfKind();
                if (next == null) {
                    return false;
                }
                open(kind.read(next));
            }
        }
        return true;
    }

    private byte @Nullable [] nextOfKind() {
        while (chunks.hasNext()) {
            byte[] chunk = chunks.next();
            if (kind.is(chunk)) {
                return chunk;
            }
        }
        return null;
    }

    @Override
    public InternalRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more rows");
        }
        ready = false;
        return row;
    }

    final void set(int column, @Nullable Object value) {
        if (value == null) {
            row.setNullAt(column);
        } else {
            row.update(column, value);
        }
    }

    static @Nullable UTF8String text(@Nullable String value) {
        return value == null ? null : UTF8String.fromString(value);
    }

    static @Nullable UTF8String text(byte @Nullable [] utf8) {
        return utf8 == null ? null : UTF8String.fromBytes(utf8);
    }

    private static final class Readings extends ChunkRows<Chunk.Readings> {
        private @Nullable ReadingChunk chunk;
        private byte @Nullable [] late;
        private int index;

        Readings(StructType columns, Iterator<byte[]> chunks) {
            super(ChunkKind.READINGS, columns, chunks);
        }

        @Override
        void open(Chunk.Readings packed) {
            chunk = packed.rows().readings();
            late = packed.late();
            index = -1;
            set(0, text(packed.device()));
            set(9, text(chunk.source()));
            set(10, text(chunk.partition()));
        }

        @Override
        boolean fill() {
            if (chunk == null || !chunk.next()) {
                return false;
            }
            index++;
            ReadingChunk.Name unit = chunk.unit();
            byte[] rescued = chunk.rescued();
            set(1, chunk.metric().bytes);
            row.setDouble(2, chunk.value());
            set(3, unit == null ? null : unit.bytes);
            row.setLong(4, chunk.eventTime());
            set(5, chunk.tags());
            set(6, chunk.violations());
            row.setBoolean(7, late != null && LateBits.isSet(late, index));
            set(8, rescued == null ? null : UTF8String.fromBytes(rescued));
            row.setLong(11, chunk.offset());
            row.setLong(12, chunk.arrival());
            row.setInt(13, (int) Math.floorDiv(chunk.eventTime(), MICROSECONDS_A_DAY));
            return true;
        }
    }

    private static final class Rejected extends ChunkRows<Chunk.Rejected> {
        private final boolean wholeMessages;
        private @Nullable ByteReader chunk;

        Rejected(StructType columns, Iterator<byte[]> chunks) {
            super(ChunkKind.REJECTED, columns, chunks);
            wholeMessages = columns.size() == Tables.DEAD_LETTERS.size();
        }

        @Override
        void open(Chunk.Rejected packed) {
            chunk = packed.rows().open();
            chunk.readCount();
            set(0, text(packed.reason().word()));
        }

        @Override
        boolean fill() {
            if (chunk == null || chunk.isAtEnd()) {
                return false;
            }
            set(1, text(chunk.readUtf8()));
            set(2, SourceMessage.read(chunk));
            byte[] key = SourceMessage.read(chunk);
            byte[] headers = SourceMessage.read(chunk);
            if (wholeMessages) {
                set(7, key);
                set(8, headers == null ? null : rows(headers));
            }
            set(3, text(chunk.readUtf8()));
            set(4, text(chunk.readUtf8()));
            row.setLong(5, chunk.readLong());
            row.setLong(6, chunk.readLong());
            return true;
        }

        private static ArrayData rows(byte[] headers) {
            return new GenericArrayData(MessageHeaders.decode(headers).stream()
                    .map(header -> new GenericInternalRow(new Object[] {text(header.name()), header.value()}))
                    .toArray());
        }
    }

    private static final class Alarms extends ChunkRows<Chunk.Alarms> {
        private @Nullable ByteReader chunk;

        Alarms(StructType columns, Iterator<byte[]> chunks) {
            super(ChunkKind.ALARMS, columns, chunks);
        }

        @Override
        void open(Chunk.Alarms packed) {
            chunk = packed.rows().open();
        }

        @Override
        boolean fill() {
            if (chunk == null || chunk.isAtEnd()) {
                return false;
            }
            for (int column = 0; column < 6; column++) {
                set(column, text(chunk.readUtf8()));
            }
            row.setLong(6, chunk.readLong());
            row.setDouble(7, chunk.readDouble());
            set(8, text(chunk.readUtf8()));
            set(9, text(chunk.readUtf8()));
            row.setBoolean(10, chunk.readByte() != 0);
            return true;
        }
    }

    private static final class Violations extends ChunkRows<Chunk.Violations> {
        private @Nullable ByteReader chunk;

        Violations(StructType columns, Iterator<byte[]> chunks) {
            super(ChunkKind.VIOLATIONS, columns, chunks);
        }

        @Override
        void open(Chunk.Violations packed) {
            chunk = packed.rows().open();
            chunk.readCount();
            set(6, text(chunk.readUtf8()));
            set(7, text(chunk.readUtf8()));
        }

        @Override
        boolean fill() {
            if (chunk == null || chunk.isAtEnd()) {
                return false;
            }
            for (int column = 0; column < 3; column++) {
                set(column, text(chunk.readUtf8()));
            }
            row.setDouble(3, chunk.readDouble());
            set(4, text(chunk.readUtf8()));
            row.setLong(5, chunk.readLong());
            row.setLong(8, chunk.readLong());
            row.setLong(9, chunk.readLong());
            return true;
        }
    }

    private static final class Windows extends ChunkRows<Chunk.Windows> {
        private final boolean[] whole;
        private final int firstAggregate = Tables.WINDOWS.size();
        private @Nullable ByteReader chunk;

        Windows(StructType columns, Iterator<byte[]> chunks) {
            super(ChunkKind.WINDOWS, columns, chunks);
            whole = new boolean[columns.size()];
            for (int column = 0; column < whole.length; column++) {
                whole[column] = columns.fields()[column].dataType().equals(DataTypes.LongType);
            }
        }

        @Override
        void open(Chunk.Windows packed) {
            chunk = packed.rows().open();
        }

        @Override
        boolean fill() {
            if (chunk == null || chunk.isAtEnd()) {
                return false;
            }
            for (int column = 0; column < 3; column++) {
                set(column, text(chunk.readUtf8()));
            }
            row.setLong(3, chunk.readLong());
            row.setLong(4, chunk.readLong());
            for (int column = firstAggregate; column < whole.length; column++) {
                double value = chunk.readDouble();
                if (Double.isNaN(value)) {
                    row.setNullAt(column);
                } else if (whole[column]) {
                    row.setLong(column, (long) value);
                } else {
                    row.setDouble(column, value);
                }
            }
            return true;
        }
    }
}
