package io.vigie.adapters.spark;

import io.vigie.adapters.spark.spi.StreamProvider;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongUnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.connector.read.streaming.ReadLimit;
import org.apache.spark.sql.connector.read.streaming.SupportsTriggerAvailableNow;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * A stream beside the source's, with a row each time a {@link PipelineClock} shall move without readings. Spark writes
 * its offsets down before the batch runs, as it does those of the source: a repeated batch has the same row.
 *
 * <p>Public because Spark creates it by its name.
 */
public final class ClockStream extends StreamProvider {

    private static final String CLOCK = "clock";

    /** The clocks of pipelines that run in this process: Spark hands nothing but texts to what it creates by name. */
    private static final Map<String, LongUnaryOperator> RUNNING = new ConcurrentHashMap<>();

    /** Made by Spark. */
    public ClockStream() {
        super("the pipeline's clock", Pack.SCHEMA);
    }

    /**
     * Packs that hold nothing but the clock.
     *
     * @param clock says, between two batches, where to move it from where it was last moved to
     */
    static Dataset<Row> of(SparkSession session, LongUnaryOperator clock) {
        String name = UUID.randomUUID().toString();
        RUNNING.put(name, clock);
        return session.readStream()
                .format(ClockStream.class.getName())
                .option(CLOCK, name)
                .load();
    }

    /** Whether Spark can have written this down as an offset of the clock. */
    static boolean isOffset(String json) {
        return json.matches("\\{\"clock\":-?\\d{1,18}}") || json.equals(new Position(Ticks.NONE).json());
    }

    @Override
    protected MicroBatchStream open(CaseInsensitiveStringMap options, String checkpoint) {
        String name = options.getOrDefault(CLOCK, "");
        LongUnaryOperator clock = RUNNING.get(name);
        if (clock == null) {
            throw new IllegalStateException("There is no clock " + name + " in this process.");
        }
        return new Stream(name, clock);
    }

    private static final class Stream implements MicroBatchStream, SupportsTriggerAvailableNow {

        private static final Position START = new Position(Ticks.NONE);

        private final String name;
        private final LongUnaryOperator clock;

        Stream(String name, LongUnaryOperator clock) {
            this.name = name;
            this.clock = clock;
        }

        @Override
        public Offset initialOffset() {
            return START;
        }

        @Override
        public Offset deserializeOffset(String json) {
            return Position.of(json);
        }

        @Override
        public void prepareForTriggerAvailableNow() {
            // The clock knows of the trigger: it moves as long as devices are to be reached.
        }

        /** An offset that has not been there before makes a batch; so there must be none before the clock first moves. */
        @Override
        public @Nullable Offset latestOffset(Offset start, ReadLimit limit) {
            long sent = ((Position) start).ticks();
            long next = clock.applyAsLong(sent);
            return next == Ticks.NONE ? null : new Position(next);
        }

        @Override
        public Offset latestOffset() {
            throw new UnsupportedOperationException("Spark asks with the offset that it has.");
        }

        @Override
        public InputPartition[] planInputPartitions(Offset start, Offset end) {
            return start.equals(end)
                    ? new InputPartition[0]
                    : new InputPartition[] {new Moved(((Position) end).ticks())};
        }

        @Override
        public PartitionReaderFactory createReaderFactory() {
            return new Readers();
        }

        @Override
        public void commit(Offset end) {
            // Nothing is kept.
        }

        @Override
        public void stop() {
            RUNNING.remove(name);
        }
    }

    private static final class Position extends Offset {

        private static final String BEFORE = "{\"clock\":";
        private static final String AFTER = "}";

        private final long ticks;

        Position(long ticks) {
            this.ticks = ticks;
        }

        static Position of(String json) {
            return new Position(Long.parseLong(json.substring(BEFORE.length(), json.length() - AFTER.length())));
        }

        long ticks() {
            return ticks;
        }

        @Override
        public String json() {
            return BEFORE + ticks + AFTER;
        }
    }

    private record Moved(long ticks) implements InputPartition {}

    private static final class Readers implements PartitionReaderFactory {

        private static final long serialVersionUID = 1;

        @Override
        public PartitionReader<InternalRow> createReader(InputPartition partition) {
            return new OneRow(((Moved) partition).ticks());
        }
    }

    private static final class OneRow implements PartitionReader<InternalRow> {

        private final long ticks;
        private boolean isRead;

        OneRow(long ticks) {
            this.ticks = ticks;
        }

        @Override
        public boolean next() {
            boolean isThere = !isRead;
            isRead = true;
            return isThere;
        }

        @Override
        public InternalRow get() {
            return new GenericInternalRow(new Object[] {
                UTF8String.fromString(Pack.Clock.KEY), Pack.Clock.told(Ticks.NONE), Pack.Clock.column(ticks)
            });
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
