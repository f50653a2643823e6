package io.vigie.adapters.spark.monitoring;

import io.vavr.collection.Iterator;
import io.vavr.collection.TreeSet;
import io.vigie.adapters.spark.intake.CurrentPlan;
import io.vigie.adapters.spark.rows.AlarmChunkWriter;
import io.vigie.adapters.spark.rows.Chunk;
import io.vigie.adapters.spark.rows.Pack;
import io.vigie.adapters.spark.rows.PackKey;
import io.vigie.adapters.spark.rows.PackedRows;
import io.vigie.adapters.spark.rows.ReadingBits;
import io.vigie.adapters.spark.rows.ReadingChunk;
import io.vigie.adapters.spark.rows.RejectedChunkWriter;
import io.vigie.adapters.spark.rows.SourceMessage;
import io.vigie.adapters.spark.rows.TooLateWriter;
import io.vigie.adapters.spark.rows.WindowChunkWriter;
import io.vigie.adapters.spark.spi.TableColumns;
import io.vigie.adapters.spark.spi.WindowTable;
import io.vigie.adapters.spark.spi.messages.MessageColumns;
import io.vigie.application.intake.LateReadings;
import io.vigie.application.intake.Rejection;
import io.vigie.application.pipeline.Ticks;
import io.vigie.application.plan.Output;
import io.vigie.application.port.out.ReadArrivals;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.monitor.Arrival;
import io.vigie.domain.monitor.FleetMonitor;
import io.vigie.domain.monitor.ForgottenAlarm;
import io.vigie.domain.monitor.MonitoredDevice;
import io.vigie.domain.monitor.MonitoredMetric;
import io.vigie.domain.monitor.alarms.TransitionTarget;
import io.vigie.domain.monitor.windows.WindowTarget;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.RejectionReason;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.window.WindowBook;
import io.vigie.domain.window.WindowResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import org.apache.spark.api.java.function.FlatMapGroupsWithStateFunction;
import org.apache.spark.sql.streaming.GroupState;
import org.jspecify.annotations.Nullable;
import scala.Tuple3;

/**
 * The second stage, where a device's state is: puts the device's readings in the order of their arrival, finds out
 * which are late, and has the kernel evaluate the others. Rejected messages pass through.
 */
public final class MonitorDevices
        implements FlatMapGroupsWithStateFunction<String, Tuple3<String, byte[], Instant>, byte[], byte[]> {

    private static final long serialVersionUID = 1;

    private final CurrentPlan plan;

    /** Whether the messages of readings that are too late did not come along, and are found where they lie. */
    private final boolean findsLines;

    @SuppressWarnings("serial") // made anew where the function arrives
    private transient @Nullable FleetMonitor fleet;

    @SuppressWarnings("serial") // made anew where the function arrives
    private transient @Nullable TableColumns<WindowResult> windowColumns;

    public MonitorDevices(CurrentPlan plan, boolean findsLines) {
        this.plan = plan;
        this.findsLines = findsLines;
    }

    /** The largest horizon, as {@link ReadArrivals} has it, that this task has told of: no smaller one need be told. */
    @SuppressWarnings("serial") // made anew where the function arrives
    private transient long horizon = Long.MIN_VALUE;

    /** Alarms and windows that nobody wants are not computed: without both, only the watermark is kept. */
    private FleetMonitor fleet() {
        FleetMonitor known = fleet;
        if (known == null) {
            known = new FleetMonitor(
                    plan.get().writes(Output.ALARMS) ? plan.get().rules() : RuleBook.EMPTY,
                    plan.get().writes(Output.WINDOWS) ? plan.get().windows() : WindowBook.EMPTY,
                    new TDigestSketches(),
                    plan.get().time(),
                    plan.get().limits(),
                    plan.get().lagBefore());
            fleet = known;
        }
        return known;
    }

    private TableColumns<WindowResult> windowColumns() {
        TableColumns<WindowResult> known = windowColumns;
        if (known == null) {
            known = WindowTable.columns(plan.get().windows());
            windowColumns = known;
        }
        return known;
    }

    @Override
    public java.util.Iterator<byte[]> call(
            String key, java.util.Iterator<Tuple3<String, byte[], Instant>> packs, GroupState<byte[]> state) {
        Iterator<byte[]> packed = Iterator.ofAll(packs).map(Tuple3::_2);
        return switch (PackKey.kind(key)) {
            case DEVICE -> device(PackKey.rest(key), packed, state).map(Chunk::bytes);
            case CLOCK -> Iterator.of(clock(packed).bytes());
            case PASSING -> packed;
        };
    }

    private Iterator<Chunk> device(String device, Iterator<byte[]> packed, GroupState<byte[]> state) {
        List<byte[]> packs = new ArrayList<>();
        boolean isToBeForgotten = false;
        while (packed.hasNext()) {
            byte[] bytes = packed.next();
            if (Pack.Forget.is(bytes)) {
                isToBeForgotten = true;
            } else {
                packs.add(bytes);
            }
        }
        boolean isUnknown = isToBeForgotten && !state.exists();
        Iterator<Chunk> told = isUnknown ? Iterator.of(Chunk.Devices.UNKNOWN) : Iterator.empty();
        return isUnknown && packs.isEmpty()
                ? told
                : told.concat(device(device, packs, isToBeForgotten && !isUnknown, state));
    }

    private Iterator<Chunk> device(
            String device, List<byte[]> packs, boolean isToBeForgotten, GroupState<byte[]> state) {
        if (plan.get().full() && !state.exists()) {
            return Iterator.ofAll(turnedAway(new DeviceId(device), packs));
        }
        Watch watch = new Watch(new DeviceId(device), state);
        watch.device.startedAfresh().forEach(watch::startsAfresh);
        watch.device.droppedWindows().forEach(watch::drops);
        watch.device.forgottenAlarms().forEach(watch::forgets);
        if (plan.get().clocked() && state.hasTimedOut()) {
            watch.advanceTo(Ticks.time(state.getCurrentWatermarkMs()));
        } else {
            if (isToBeForgotten) {
                watch.forget(!packs.isEmpty());
            }
            watch.take(packs);
        }
        watch.alarms.end();
        watch.windows.end();
        watch.keep(state);
        return Iterator.ofAll(watch.chunks);
    }

    /** The readings of a device that is one too many: nothing of it is remembered. */
    private List<Chunk> turnedAway(DeviceId device, List<byte[]> packs) {
        List<Chunk> chunks = new ArrayList<>();
        for (byte[] bytes : packs) {
            ReadingChunk chunk = new ReadingChunk(bytes);
            SurplusRows rows = new SurplusRows(plan.get(), device, chunk, chunks);
            while (chunk.next()) {
                rows.ofDevice();
            }
            rows.end();
        }
        return chunks;
    }

    /** How far stretches of the source were read: what that makes of the clock, the driver has to say. */
    private static Chunk clock(Iterator<byte[]> packed) {
        return new Chunk.Clock(packed.map(Pack.Clock::read).fold(ReadArrivals.NONE, ReadArrivals::beside), false);
    }

    /** One device's readings of a batch on their way through the kernel. */
    private final class Watch {

        private final List<Chunk> chunks = new ArrayList<>();
        private final Alarms alarms = new Alarms(chunks);
        private final Windows windows = new Windows(windowColumns(), chunks);
        private MonitoredDevice device;

        /** Where the message under way is, and when it counts as arrived; nowhere where there is none. */
        private @Nullable String messagePart;

        private long messageOffset;
        private long arrival;

        Watch(DeviceId id, GroupState<byte[]> state) {
            device = state.exists()
                    ? fleet().restore(id, state.get(), alarms, windows)
                    : fleet().newDevice(id, alarms, windows);
            if (!state.exists()) {
                chunks.add(Chunk.Devices.NEW);
            }
        }

        void startsAfresh(RuleId rule) {
            chunks.add(new Chunk.StartedAfresh(rule));
        }

        void drops(String windows) {
            chunks.add(new Chunk.DroppedWindows(windows));
        }

        void forgets(ForgottenAlarm alarm) {
            chunks.add(new Chunk.Forgotten(alarm));
        }

        void advanceTo(long clock) {
            device.advanceClock(clock);
        }

        /** Somebody wants it to be forgotten; it begins afresh where there are readings of it. */
        void forget(boolean hasReadings) {
            device.forget();
            if (hasReadings) {
                beginAfresh();
            }
        }

        private void beginAfresh() {
            device = fleet().newDevice(device.id(), alarms, windows);
            chunks.add(Chunk.Devices.AFRESH);
        }

        /** Keeps what is to be remembered of the device, where it is not forgotten. */
        void keep(GroupState<byte[]> state) {
            if (device.isForgotten()) {
                state.remove();
                chunks.add(Chunk.Devices.FORGOTTEN);
                return;
            }
            state.update(device.toBytes());
            if (plan.get().clocked()) {
                comeBack(state);
                tellHorizon();
            }
        }

        /** Where it waits longer than from its last arrival on, as of what came in bulk, the clock has to know. */
        private void tellHorizon() {
            long until = device.waitsFrom();
            if (until > horizon) {
                horizon = until;
                chunks.add(new Chunk.Clock(ReadArrivals.NONE.upTo(until), false));
            }
        }

        /**
         * Has Spark call again when the clock has passed what is to be expected of the device. That may be so already:
         * a device that sends old readings is not reached in the batch that they are in.
         */
        private void comeBack(GroupState<byte[]> kept) {
            long until = device.quietUntil();
            if (until != MonitoredDevice.NEVER) {
                long watermark = kept.getCurrentWatermarkMs();
                kept.setTimeoutTimestamp(Math.max(1, Math.max(Ticks.of(until), watermark)));
                if (until < Ticks.time(watermark)) {
                    chunks.add(new Chunk.Clock(ReadArrivals.NONE, true));
                }
            }
        }

        /** Takes the messages of all chunks in the order of their arrival. */
        void take(List<byte[]> packs) {
            Queue<ChunkOfDevice> chunks = new PriorityQueue<>();
            for (byte[] pack : packs) {
                ChunkOfDevice chunk = new ChunkOfDevice(pack);
                if (chunk.goesOn()) {
                    chunks.add(chunk);
                }
            }
            tellScattered(chunks);
            for (ChunkOfDevice next = chunks.poll(); next != null; next = chunks.poll()) {
                boolean goesOn;
                do {
                    goesOn = take(next);
                } while (goesOn && (chunks.isEmpty() || next.isOfMessage(messagePart, messageOffset)));
                if (goesOn) {
                    chunks.add(next);
                } else {
                    end(next);
                }
            }
            endMessage();
        }

        /** Between partitions there is no order. Files have none, and are read in their own. */
        private void tellScattered(Queue<ChunkOfDevice> ofDevice) {
            ChunkOfDevice first = ofDevice.peek();
            // Most devices have one chunk a batch.
            if (first != null
                    && ofDevice.size() > 1
                    && first.chunk.partition() != null
                    && Iterator.ofAll(ofDevice).exists(chunk -> !chunk.part.equals(first.part))) {
                chunks.add(new Chunk.Scattered(
                        device.id().value(),
                        Iterator.ofAll(ofDevice)
                                .map(each -> MessageColumns.part(each.chunk.source(), each.chunk.partition()))
                                .collect(TreeSet.collector())));
            }
        }

        /** Takes the reading that a chunk is at; false where it was the last. */
        private boolean take(ChunkOfDevice from) {
            ReadingChunk chunk = from.chunk;
            long arrives = plan.get().time().arrival(chunk.eventTime(), chunk.arrival());
            if (!from.isOfMessage(messagePart, messageOffset) || arrives != arrival) {
                begin(from, arrives);
            }
            Arrival found = device.take(
                    from.metric(device),
                    chunk.value(),
                    chunk.unit() == null ? null : chunk.unit().text,
                    chunk.eventTime());
            switch (found) {
                case ON_TIME -> {}
                case REPEATED -> from.repeated = from.set(from.repeated);
                case LATE -> from.late = from.set(from.late);
                case TOO_LATE -> {
                    from.late = from.set(from.late);
                    if (from.lateReadings.isToBeTold(chunk.offset(), chunk.eventTime())) {
                        from.tooLate = from.tooLate == null ? newTooLate() : from.tooLate;
                        from.tooLate.add(chunk);
                    }
                }
                case SURPLUS -> {
                    from.surplus = from.set(from.surplus);
                    from.surplusRows = from.surplusRows == null
                            ? new SurplusRows(plan.get(), device.id(), chunk, chunks)
                            : from.surplusRows;
                    from.surplusRows.ofMetric();
                }
            }
            return from.goesOn();
        }

        private void begin(ChunkOfDevice from, long arrives) {
            endMessage();
            messagePart = from.part;
            messageOffset = from.chunk.offset();
            arrival = arrives;
            device.begin(arrives);
            if (device.isForgotten()) {
                beginAfresh();
                device.begin(arrives);
            }
        }

        private void endMessage() {
            if (messagePart != null) {
                device.end();
                messagePart = null;
            }
        }

        private void end(ChunkOfDevice done) {
            if (done.surplusRows != null) {
                done.surplusRows.end();
            }
            int taken = done.taken();
            if (taken > 0) {
                boolean kept = plan.get().writes(Output.READINGS);
                chunks.add(new Chunk.Readings(
                        device.id().value(),
                        taken,
                        done.late,
                        done.repeated,
                        done.surplus,
                        kept ? PackedRows.of(done.bytes) : PackedRows.NONE));
            }
            if (done.tooLate != null) {
                done.tooLate.end(done.chunk);
            }
        }

        private TooLate newTooLate() {
            boolean wanted = plan.get().writes(Output.REJECTED);
            return wanted && findsLines ? new InFile(device.id(), chunks) : new AtHand(device.id(), wanted, chunks);
        }
    }

    /**
     * One chunk of a device's readings on its way through the kernel. Of several, the message goes first that arrived
     * first; of those that arrived at once, the one of the first partition, and there the first.
     */
    private static final class ChunkOfDevice implements Comparable<ChunkOfDevice> {

        final byte[] bytes;
        final ReadingChunk chunk;
        private final String part;
        private int reading = -1;
        private @Nullable MonitoredMetric[] metrics = new MonitoredMetric[4];
        private @Nullable MonitoredDevice metricsOf;
        final LateReadings lateReadings = new LateReadings();
        byte @Nullable [] late;
        byte @Nullable [] repeated;
        byte @Nullable [] surplus;

        @Nullable
        TooLate tooLate;

        @Nullable
        SurplusRows surplusRows;

        ChunkOfDevice(byte[] bytes) {
            this.bytes = bytes;
            chunk = new ReadingChunk(bytes);
            part = chunk.source() + "\u0000" + Objects.requireNonNullElse(chunk.partition(), "");
        }

        /** Goes on to the next reading; false where there is none. */
        boolean goesOn() {
            reading++;
            return chunk.next();
        }

        /** Whether the reading that it is at is of the message in this place. */
        boolean isOfMessage(@Nullable String itsPart, long itsOffset) {
            return part.equals(itsPart) && itsOffset == chunk.offset();
        }

        /** The metric of the reading that it is at. */
        MonitoredMetric metric(MonitoredDevice device) {
            if (metricsOf != device) {
                Arrays.fill(metrics, null);
                metricsOf = device;
            }
            int index = chunk.metricIndex();
            if (index >= metrics.length) {
                metrics = Arrays.copyOf(metrics, index * 2);
            }
            MonitoredMetric metric = metrics[index];
            if (metric == null) {
                metric = device.metric(chunk.metric().text);
                metrics[index] = metric;
            }
            return metric;
        }

        /** These bits with the one of the reading that it is at. */
        byte[] set(byte @Nullable [] bits) {
            byte[] all = bits == null ? ReadingBits.of(chunk.count()) : bits;
            ReadingBits.set(all, reading);
            return all;
        }

        int taken() {
            return chunk.count() - (surplus == null ? 0 : ReadingBits.count(surplus));
        }

        @Override
        public int compareTo(ChunkOfDevice other) {
            int byArrival = Long.compare(chunk.arrival(), other.chunk.arrival());
            int byPart = byArrival == 0 ? part.compareTo(other.part) : byArrival;
            return byPart == 0 ? Long.compare(chunk.offset(), other.chunk.offset()) : byPart;
        }
    }

    /** One device's transitions of a batch, on their way out. */
    private static final class Alarms implements TransitionTarget {

        private final List<Chunk> chunks;
        private @Nullable AlarmChunkWriter found;

        Alarms(List<Chunk> chunks) {
            this.chunks = chunks;
        }

        @Override
        public void transition(AlarmTransition transition) {
            AlarmChunkWriter writer = found == null ? new AlarmChunkWriter() : found;
            found = writer;
            writer.add(transition);
            if (writer.size() > Chunk.LARGEST) {
                chunks.add(writer.take());
            }
        }

        void end() {
            if (found != null && !found.isEmpty()) {
                chunks.add(found.take());
            }
        }
    }

    /** One device's windows of a batch, on their way out. */
    private static final class Windows implements WindowTarget {

        private final List<Chunk> chunks;
        private final TableColumns<WindowResult> columns;
        private @Nullable WindowChunkWriter complete;
        private long uncounted;

        Windows(TableColumns<WindowResult> columns, List<Chunk> chunks) {
            this.columns = columns;
            this.chunks = chunks;
        }

        @Override
        public void window(WindowResult window) {
            WindowChunkWriter writer = complete == null ? new WindowChunkWriter(columns) : complete;
            complete = writer;
            writer.add(window);
            if (writer.size() > Chunk.LARGEST) {
                flush(writer);
            }
        }

        @Override
        public void uncounted(long more) {
            uncounted += more;
        }

        private void flush(WindowChunkWriter writer) {
            chunks.add(writer.take());
        }

        void end() {
            if (complete != null && complete.count() > 0) {
                flush(complete);
            }
            if (uncounted > 0) {
                chunks.add(new Chunk.Uncounted(uncounted));
            }
        }
    }

    /** Takes what comes too late of one chunk of readings. */
    private interface TooLate {

        /** Takes the reading that the chunk is at. */
        void add(ReadingChunk chunk);

        void end(ReadingChunk chunk);
    }

    /** Rejects messages that came along, or only counts them. */
    private static final class AtHand implements TooLate {

        private final DeviceId device;
        private final boolean wanted;
        private final List<Chunk> chunks;
        private final RejectedChunkWriter rejected;

        AtHand(DeviceId device, boolean wanted, List<Chunk> chunks) {
            this.device = device;
            this.wanted = wanted;
            this.chunks = chunks;
            rejected = new RejectedChunkWriter(wanted);
        }

        @Override
        public void add(ReadingChunk chunk) {
            SourceMessage.Whole message = wanted ? chunk.message() : null;
            rejected.add(
                    Rejection.late(device, chunk.eventTime()).detail()
                            + (wanted && message == null ? "; its message is not there any more" : ""),
                    message == null ? SourceMessage.Whole.GONE : message,
                    chunk.source(),
                    chunk.partition(),
                    chunk.offset(),
                    chunk.arrival());
            if (rejected.size() > Chunk.LARGEST) {
                end(chunk);
            }
        }

        @Override
        public void end(ReadingChunk chunk) {
            if (rejected.count() > 0) {
                chunks.add(rejected.take(RejectionReason.LATE));
            }
        }
    }

    /** Tells where lines are that are to be found. */
    private static final class InFile implements TooLate {

        private final DeviceId device;
        private final List<Chunk> chunks;
        private final TooLateWriter places = new TooLateWriter();

        InFile(DeviceId device, List<Chunk> chunks) {
            this.device = device;
            this.chunks = chunks;
        }

        @Override
        public void add(ReadingChunk chunk) {
            places.add(new TooLateWriter.Place(chunk.offset(), chunk.eventTime(), chunk.arrival()));
            if (places.size() > Chunk.LARGEST) {
                end(chunk);
            }
        }

        @Override
        public void end(ReadingChunk chunk) {
            if (!places.isEmpty()) {
                chunks.add(places.take(device.value(), chunk.source()));
            }
        }
    }
}
