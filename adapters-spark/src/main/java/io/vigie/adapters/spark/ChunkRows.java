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

/** Makes chunks of one output into rows of its table. The row is one object, used again for each. */
abstract class ChunkRows implements Iterator<InternalRow> {

    private static final long MICROSECONDS_A_DAY = 86_400_000_000L;

    final SpecificInternalRow row;
    private final Iterator<InternalRow> chunks;
    private boolean ready;

    private ChunkRows(StructType columns, Iterator<InternalRow> chunks) {
        this.chunks = chunks;
        row = new SpecificInternalRow(columns);
    }

    /** The rows of these chunks; chunks of other outputs are passed over. */
    static Iterator<InternalRow> of(Output output, StructType columns, Iterator<InternalRow> chunks) {
        Iterator<InternalRow> own = new Own(output.word(), chunks);
        return switch (output) {
            case READINGS -> new Readings(columns, own);
            case ALARMS -> new Alarms(columns, own);
            case WINDOWS -> new Windows(columns, own);
            case VIOLATIONS -> new Violations(columns, own);
            case REJECTED -> new Rejected(columns, own);
        };
    }

    abstract void open(InternalRow chunk);

    /** Fills the row with the next of the open chunk; false after its last. */
    abstract boolean fill();

    @Override
    public boolean hasNext() {
        while (!ready) {
            ready = fill();
            if (!ready) {
                if (!chunks.hasNext()) {
                    return false;
                }
                open(chunks.next());
            }
        }
        return true;
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

    private static final class Own implements Iterator<InternalRow> {
        private final String output;
        private final Iterator<InternalRow> chunks;
        private @Nullable InternalRow found;

        Own(String output, Iterator<InternalRow> chunks) {
            this.output = output;
            this.chunks = chunks;
        }

        @Override
        public boolean hasNext() {
            while (found == null && chunks.hasNext()) {
                InternalRow chunk = chunks.next();
                if (Chunk.output(chunk).equals(output)) {
                    found = chunk;
                }
            }
            return found != null;
        }

        @Override
        public InternalRow next() {
            if (!hasNext() || found == null) {
                throw new NoSuchElementException("no more chunks");
            }
            InternalRow chunk = found;
            found = null;
            return chunk;
        }
    }

    private static final class Readings extends ChunkRows {
        private @Nullable ReadingChunk chunk;
        private byte @Nullable [] late;
        private int index;

        Readings(StructType columns, Iterator<InternalRow> chunks) {
            super(columns, chunks);
        }

        @Override
        void open(InternalRow packed) {
            chunk = new ReadingChunk(Chunk.bytes(packed));
            late = Chunk.late(packed);
            index = -1;
            set(0, text(Chunk.label(packed)));
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

    private static final class Rejected extends ChunkRows {
        private final boolean wholeMessages;
        private @Nullable ByteReader chunk;

        Rejected(StructType columns, Iterator<InternalRow> chunks) {
            super(columns, chunks);
            wholeMessages = columns.size() == Tables.DEAD_LETTERS.size();
        }

        @Override
        void open(InternalRow packed) {
            chunk = new ByteReader(Chunk.bytes(packed));
            chunk.readCount();
            set(0, text(Chunk.label(packed)));
        }

        @Override
        boolean fill() {
            if (chunk == null || chunk.isAtEnd()) {
                return false;
            }
            set(1, text(chunk.readText()));
            set(2, SourceMessage.read(chunk));
            byte[] key = SourceMessage.read(chunk);
            byte[] headers = SourceMessage.read(chunk);
            if (wholeMessages) {
                set(7, key);
                set(8, headers == null ? null : rows(headers));
            }
            set(3, text(chunk.readText()));
            set(4, text(chunk.readText()));
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

    private static final class Alarms extends ChunkRows {
        private @Nullable ByteReader chunk;

        Alarms(StructType columns, Iterator<InternalRow> chunks) {
            super(columns, chunks);
        }

        @Override
        void open(InternalRow packed) {
            chunk = new ByteReader(Chunk.bytes(packed));
        }

        @Override
        boolean fill() {
            if (chunk == null || chunk.isAtEnd()) {
                return false;
            }
            for (int column = 0; column < 6; column++) {
                set(column, text(chunk.readText()));
            }
            row.setLong(6, chunk.readLong());
            row.setDouble(7, chunk.readDouble());
            set(8, text(chunk.readText()));
            set(9, text(chunk.readText()));
            row.setBoolean(10, chunk.readByte() != 0);
            return true;
        }
    }

    private static final class Violations extends ChunkRows {
        private @Nullable ByteReader chunk;

        Violations(StructType columns, Iterator<InternalRow> chunks) {
            super(columns, chunks);
        }

        @Override
        void open(InternalRow packed) {
            chunk = new ByteReader(Chunk.bytes(packed));
            chunk.readCount();
            set(6, text(chunk.readText()));
            set(7, text(chunk.readText()));
        }

        @Override
        boolean fill() {
            if (chunk == null || chunk.isAtEnd()) {
                return false;
            }
            for (int column = 0; column < 3; column++) {
                set(column, text(chunk.readText()));
            }
            row.setDouble(3, chunk.readDouble());
            set(4, text(chunk.readText()));
            row.setLong(5, chunk.readLong());
            row.setLong(8, chunk.readLong());
            row.setLong(9, chunk.readLong());
            return true;
        }
    }

    private static final class Windows extends ChunkRows {
        private final boolean[] whole;
        private final int firstAggregate = Tables.WINDOWS.size();
        private @Nullable ByteReader chunk;

        Windows(StructType columns, Iterator<InternalRow> chunks) {
            super(columns, chunks);
            whole = new boolean[columns.size()];
            for (int column = 0; column < whole.length; column++) {
                whole[column] = columns.fields()[column].dataType().equals(DataTypes.LongType);
            }
        }

        @Override
        void open(InternalRow packed) {
            chunk = new ByteReader(Chunk.bytes(packed));
        }

        @Override
        boolean fill() {
            if (chunk == null || chunk.isAtEnd()) {
                return false;
            }
            for (int column = 0; column < 3; column++) {
                set(column, text(chunk.readText()));
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
