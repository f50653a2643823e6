package io.vigie.adapters.spark.clock;

import io.vigie.adapters.spark.intake.CurrentPlan;
import io.vigie.adapters.spark.rows.Pack;
import io.vigie.adapters.spark.spi.StreamProvider;
import io.vigie.application.pipeline.Ticks;
import io.vigie.domain.reading.DeviceId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
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
 * A stream beside the source's, with a row each time the pipeline's clock shall move without readings, and one for each
 * device that is to be forgotten then. Spark writes its offsets down before the batch runs, as it does those of the
 * source: a repeated batch has the same row.
 *
 * <p>Public because Spark creates it by its name.
 */
public final class ClockStream extends StreamProvider {

    private static final String CLOCK = "clock";

    /** The clocks of pipelines that run in this process: Spark hands nothing but texts to what it creates by name. */
    private static final Map<String, Running> RUNNING = new ConcurrentHashMap<>();

    /**
     * The clock of a pipeline that runs.
     *
     * @param moves says, between two batches, where to move it from where it was last moved to
     * @param stages names the devices that are to be forgotten by the batch under way
     */
    private record Running(LongUnaryOperator moves, CurrentPlan stages) {}

    /** Made by Spark. */
    public ClockStream() {
        super("the pipeline's clock", Pack.SCHEMA);
    }

    /**
     * Packs that hold no readings.
     *
     * @param clock says, between two batches, where to move it from where it was last moved to
     * @param stages names the devices that are to be forgotten by the batch under way
     */
    public static Dataset<Row> of(SparkSession session, LongUnaryOperator clock, CurrentPlan stages) {
        String name = UUID.randomUUID().toString();
        RUNNING.put(name, new Running(clock, stages));
        return session.readStream()
                .format(ClockStream.class.getName())
                .option(CLOCK, name)
                .load();
    }

    /** Whether Spark can have written this down as an offset of the clock. */
    public static boolean isOffset(String json) {
        return json.matches("\\{\"clock\":-?\\d{1,18}}") || json.equals(new Position(Ticks.NONE).json());
    }

    @Override
    protected MicroBatchStream open(CaseInsensitiveStringMap options, String checkpoint) {
        String name = options.getOrDefault(CLOCK, "");
        Running clock = RUNNING.get(name);
        if (clock == null) {
            throw new IllegalStateException("There is no clock " + name + " in this process.");
        }
        return new Stream(name, clock);
    }

    private static final class Stream implements MicroBatchStream, SupportsTriggerAvailableNow {

        private static final Position START = new Position(Ticks.NONE);

        private final String name;
        private final Running clock;

        Stream(String name, Running clock) {
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
            long next = clock.moves().applyAsLong(sent);
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
            return new Readers(clock.stages());
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

        private final CurrentPlan stages;

        Readers(CurrentPlan stages) {
            this.stages = stages;
        }

        @Override
        public PartitionReader<InternalRow> createReader(InputPartition partition) {
            List<InternalRow> rows = new ArrayList<>();
            stages.get().forgetting().forEach(device -> rows.add(row(device)));
            rows.add(row(((Moved) partition).ticks()));
            return new Rows(rows.iterator());
        }

        private static InternalRow row(DeviceId device) {
            Pack pack = new Pack.Forget(device);
            return new GenericInternalRow(new Object[] {UTF8String.fromString(pack.key()), pack.bytes(), null});
        }

        private static InternalRow row(long ticks) {
            return new GenericInternalRow(new Object[] {
                UTF8String.fromString(Pack.Clock.KEY), Pack.Clock.told(Ticks.NONE), Pack.Clock.column(ticks)
            });
        }
    }

    private static final class Rows implements PartitionReader<InternalRow> {

        private final Iterator<InternalRow> left;
        private InternalRow row = InternalRow.empty();

        Rows(Iterator<InternalRow> rows) {
            left = rows;
        }

        @Override
        public boolean next() {
            boolean isThere = left.hasNext();
            row = isThere ? left.next() : row;
            return isThere;
        }

        @Override
        public InternalRow get() {
            return row;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
