package io.vigie.adapters.spark.rows;

import io.vigie.adapters.spark.spi.AlarmTable;
import io.vigie.adapters.spark.spi.ReadingTable;
import io.vigie.adapters.spark.spi.RejectedTable;
import io.vigie.adapters.spark.spi.TableColumns;
import io.vigie.adapters.spark.spi.ViolationTable;
import io.vigie.adapters.spark.spi.WindowTable;
import io.vigie.application.plan.Output;
import io.vigie.domain.encoding.ByteReader;
import io.vigie.domain.window.WindowBook;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Makes chunks of one kind into rows of its table; others are passed over. The row is one object, used again for each.
 *
 * @param <C> the chunks that have these rows
 */
public abstract class ChunkRows<C extends Chunk> implements Iterator<InternalRow> {

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

    /** The rows that these chunks have for an output of a pipeline with these windows; rejected ones as dead letters. */
    public static Iterator<InternalRow> of(Output output, WindowBook windows, Iterator<byte[]> chunks) {
        return switch (output) {
            case READINGS -> new Readings(chunks);
            case ALARMS -> new Packed<>(ChunkKind.ALARMS, AlarmTable.COLUMNS, chunks);
            case WINDOWS -> new Packed<>(ChunkKind.WINDOWS, WindowTable.columns(windows), chunks);
            case VIOLATIONS -> new Violations(chunks);
            case REJECTED -> new Rejected(chunks);
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

    private static final class Readings extends ChunkRows<Chunk.Readings> {
        private @Nullable ReadingChunk chunk;
        private byte @Nullable [] late;
        private byte @Nullable [] repeated;
        private byte @Nullable [] surplus;
        private int index;

        Readings(Iterator<byte[]> chunks) {
            super(ChunkKind.READINGS, ReadingTable.COLUMNS, chunks);
        }

        @Override
        void open(Chunk.Readings packed) {
            chunk = packed.rows().readings();
            late = packed.late();
            repeated = packed.repeated();
            surplus = packed.surplus();
            index = -1;
            set(ReadingTable.DEVICE, text(packed.device()));
            set(ReadingTable.SOURCE, text(chunk.source()));
            set(ReadingTable.PARTITION, text(chunk.partition()));
        }

        @Override
        boolean fill() {
            if (chunk == null) {
                return false;
            }
            do {
                if (!chunk.next()) {
                    return false;
                }
                index++;
            } while (surplus != null && ReadingBits.isSet(surplus, index));
            ReadingChunk.Name unit = chunk.unit();
            byte[] rescued = chunk.rescued();
            set(ReadingTable.METRIC, chunk.metric().bytes);
            row.setDouble(ReadingTable.VALUE, chunk.value());
            set(ReadingTable.UNIT, unit == null ? null : unit.bytes);
            row.setLong(ReadingTable.EVENT_TIME, chunk.eventTime());
            set(ReadingTable.TAGS, chunk.tags());
            set(ReadingTable.VIOLATIONS, chunk.violations());
            row.setBoolean(ReadingTable.LATE, late != null && ReadingBits.isSet(late, index));
            set(ReadingTable.RESCUED, rescued == null ? null : UTF8String.fromBytes(rescued));
            row.setLong(ReadingTable.OFFSET, chunk.offset());
            row.setInt(ReadingTable.POSITION, chunk.position());
            row.setLong(ReadingTable.INGESTED_AT, chunk.arrival());
            row.setInt(ReadingTable.EVENT_DATE, (int) Math.floorDiv(chunk.eventTime(), MICROSECONDS_A_DAY));
            row.setBoolean(ReadingTable.DUPLICATE, repeated != null && ReadingBits.isSet(repeated, index));
            row.setBoolean(ReadingTable.DERIVED, false);
            return true;
        }
    }

    /** Rows that are filled as the table's columns say. */
    private static class Packed<S, C extends Chunk> extends ChunkRows<C> {
        private final TableColumns<S> columns;
        private @Nullable ByteReader in;

        Packed(ChunkKind<C> kind, TableColumns<S> columns, Iterator<byte[]> chunks) {
            super(kind, columns.schema(), chunks);
            this.columns = columns;
        }

        @Override
        final void open(C chunk) {
            ByteReader rows = chunk.rows().open();
            begin(chunk, rows);
            in = rows;
        }

        /** Fills what all rows of a chunk have alike; the reader is at what comes before the first row. */
        void begin(C chunk, ByteReader rows) {
            // Most tables have nothing such.
        }

        final void set(String column, @Nullable String value) {
            set(columns.place(column), text(value));
        }

        @Override
        final boolean fill() {
            if (in == null || in.isAtEnd()) {
                return false;
            }
            columns.fill(in, row);
            return true;
        }
    }

    private static final class Rejected extends Packed<RejectedTable.Message, Chunk.Rejected> {

        Rejected(Iterator<byte[]> chunks) {
            super(ChunkKind.REJECTED, RejectedTable.DEAD_LETTERS, chunks);
        }

        @Override
        void begin(Chunk.Rejected chunk, ByteReader rows) {
            set("reason", chunk.reason().word());
        }
    }

    private static final class Violations extends Packed<ViolationTable.Violation, Chunk.Violations> {

        Violations(Iterator<byte[]> chunks) {
            super(ChunkKind.VIOLATIONS, ViolationTable.COLUMNS, chunks);
        }

        @Override
        void begin(Chunk.Violations chunk, ByteReader rows) {
            set("source", rows.readText());
            set("partition", rows.readText());
        }
    }
}
