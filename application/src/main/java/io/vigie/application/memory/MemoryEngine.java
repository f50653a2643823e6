package io.vigie.application.memory;

import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.decoding.DecodedMessage;
import io.vigie.application.decoding.DecodedReading;
import io.vigie.application.decoding.DecodingLimits;
import io.vigie.application.decoding.MessageDecoder;
import io.vigie.application.history.ArrivedReading;
import io.vigie.application.plan.PayloadPlan;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.domain.monitor.Arrival;
import io.vigie.domain.monitor.FleetMonitor;
import io.vigie.domain.monitor.Microseconds;
import io.vigie.domain.monitor.MonitoredDevice;
import io.vigie.domain.monitor.MonitoredMetric;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.monitor.ViolationCheck;
import io.vigie.domain.monitor.Violations;
import io.vigie.domain.reading.Defect;
import io.vigie.domain.reading.RejectionReason;
import io.vigie.domain.reading.SensorReading;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.window.PercentileSketches;
import io.vigie.domain.window.WindowBook;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs rules and windows over telemetry in memory, with the same kernel and so the same outcome as any other engine: hand in
 * readings or messages in the order of their arrival, then finish.
 * <pre>{@code
 * MemoryEngine engine = new MemoryEngine(rules, TimePolicy.DEFAULT, listener);
 * engine.arrive(reading, arrival);
 * engine.finish(end);
 * }</pre>
 *
 * <p>It has no clock of its own. Deadlines of a device are found when its next reading is beyond them, at the end,
 * or when {@link #advanceClock(Instant)} says that time has passed; they have the same event times in all three cases.
 * So are windows found to be complete; those that are not so at the end come to nothing. Memory
 * grows with devices, not with readings. For one thread at a time.
 */
public final class MemoryEngine {

    /** A message with very much wrong is not told of at length. */
    private static final int MOST_DETAIL = 2_000;

    private final TimePolicy time;
    private final FleetMonitor fleet;
    private final Violations violations;
    private final MessageDecoder decoder;
    private final TelemetryListener listener;

    /** By name, in the order of their first readings. */
    private final Map<String, Device> devices = new LinkedHashMap<>();

    private @Nullable Instant largestTime;
    private boolean finished;

    /** Over these rules; messages are flat. */
    public MemoryEngine(RuleBook rules, TimePolicy time, TelemetryListener listener) {
        this(rules, time, PayloadPlan.DEFAULT, listener);
    }

    /** Over these rules, for messages of this kind. */
    public MemoryEngine(RuleBook rules, TimePolicy time, PayloadPlan payload, TelemetryListener listener) {
        this(rules, WindowBook.EMPTY, PercentileSketches.NONE, time, payload, listener);
    }

    /** Over these rules and windows, for messages of this kind; the sketches are for percentiles of windows. */
    public MemoryEngine(
            RuleBook rules,
            WindowBook windows,
            PercentileSketches sketches,
            TimePolicy time,
            PayloadPlan payload,
            TelemetryListener listener) {
        this.time = time;
        this.listener = listener;
        fleet = new FleetMonitor(rules, windows, sketches, time);
        violations = new Violations(rules);
        decoder = MessageDecoder.of(
                payload.format(),
                new DecodingLimits(
                        payload.maxBytes(),
                        DecodingLimits.DEFAULT.maxDepth(),
                        DecodingLimits.DEFAULT.maxNumberLength(),
                        DecodingLimits.DEFAULT.maxReadings()));
    }

    /**
     * The engine of a pipeline: its rules, its windows, its time policy, its payload. Where it reads and writes is not
     * looked at. Percentiles of windows are exact, and refused where a window has more readings than are kept.
     */
    public static MemoryEngine of(PipelinePlan plan, TelemetryListener listener) {
        return of(plan, PercentileSketches.NONE, listener);
    }

    /** The same, with sketches for percentiles of windows. */
    public static MemoryEngine of(PipelinePlan plan, PercentileSketches sketches, TelemetryListener listener) {
        return new MemoryEngine(plan.rules(), plan.windows(), sketches, plan.time(), plan.payload(), listener);
    }

    /**
     * Runs rules over readings and gathers all that comes of it.
     *
     * @param arrivals in the order of their arrival
     * @param end where the clock ends; none for the last event time
     */
    public static MemoryRun run(
            RuleBook rules, TimePolicy time, Iterable<ArrivedReading> arrivals, Option<Instant> end) {
        return run(rules, WindowBook.EMPTY, PercentileSketches.NONE, time, arrivals, end);
    }

    /** The same, with windows; the sketches are for their percentiles. */
    public static MemoryRun run(
            RuleBook rules,
            WindowBook windows,
            PercentileSketches sketches,
            TimePolicy time,
            Iterable<ArrivedReading> arrivals,
            Option<Instant> end) {
        MemoryRun.Gathering gathering = new MemoryRun.Gathering();
        MemoryEngine engine = new MemoryEngine(rules, windows, sketches, time, PayloadPlan.DEFAULT, gathering);
        arrivals.forEach(arrived -> engine.arrive(arrived.reading(), arrived.arrival()));
        end.orElse(engine::latestEventTime).forEach(engine::finish);
        return gathering.gathered();
    }

    /** The largest event time so far; what was rejected as from the future does not count. */
    public Option<Instant> latestEventTime() {
        return Option.of(largestTime);
    }

    /**
     * A reading has arrived.
     *
     * @throws IllegalStateException after the end
     */
    public void arrive(SensorReading reading, Instant arrival) {
        checkNotFinished();
        if (time.isFuture(Microseconds.of(reading.eventTime()), Microseconds.of(arrival))) {
            listener.rejected(new RejectedTelemetry(
                    RejectionReason.FUTURE,
                    fromTheFuture(reading.eventTime(), arrival),
                    Option.some(reading),
                    Option.none(),
                    arrival));
        } else if (accept(reading, Option.none()) == Arrival.TOO_LATE) {
            listener.rejected(new RejectedTelemetry(
                    RejectionReason.LATE, tooLate(reading), Option.some(reading), Option.none(), arrival));
        }
    }

    /**
     * A message has arrived. What is wrong with it, and readings in it that are from the future, make one rejection;
     * readings that are too late make one for each device and time.
     *
     * @throws IllegalStateException after the end
     */
    public void arrive(byte[] message, Instant arrival) {
        checkNotFinished();
        ArrivedMessage arrived = new ArrivedMessage(message, arrival);
        decoder.decode(message, 0, message.length, Microseconds.of(arrival), arrived);
        arrived.end();
    }

    /**
     * The pipeline's clock, which is the largest event time so far less {@code outOfOrder}, reaches all devices: takes
     * the deadlines before it, and tells of windows that end by it, device by device. For readings as they come in: call
     * it now and then, such as after each batch of them. Where a device's readings are no further out of order than that,
     * also among those of the others, it makes no difference to what comes of them how often.
     */
    public void advanceClock() {
        latestEventTime().forEach(latest -> advanceClock(latest.minus(time.outOfOrder())));
    }

    /**
     * So much time has passed, for devices that send nothing: takes all deadlines before it, and tells of windows that
     * end by it, device by device.
     */
    public void advanceClock(Instant clock) {
        checkNotFinished();
        long reached = Microseconds.of(clock);
        for (Device device : devices.values()) {
            device.monitored.advanceClock(reached);
        }
    }

    /**
     * The end: evaluates all readings that still wait, takes all deadlines up to this time and at it, and tells of
     * windows that end by it, device by device.
     *
     * @throws IllegalStateException after the end
     */
    public void finish(Instant end) {
        checkNotFinished();
        finished = true;
        long reached = Microseconds.of(end);
        for (Device device : devices.values()) {
            device.monitored.finish(reached);
        }
    }

    private void checkNotFinished() {
        if (finished) {
            throw new IllegalStateException("This run is finished; begin another with a new engine.");
        }
    }

    private Arrival accept(SensorReading reading, Option<String> rescued) {
        if (largestTime == null || reading.eventTime().isAfter(largestTime)) {
            largestTime = reading.eventTime();
        }
        Device device = devices.computeIfAbsent(
                reading.device().value(),
                name -> new Device(fleet.newDevice(reading.device(), listener::transition, listener)));
        MetricOfDevice metric = device.metrics.computeIfAbsent(
                reading.metric().name(),
                name -> new MetricOfDevice(
                        device.monitored.metric(name),
                        violations.check(reading.device().value(), name)));
        Arrival arrival = device.monitored.take(
                metric.monitored, reading.value(), reading.unit().getOrNull(), Microseconds.of(reading.eventTime()));
        boolean late = arrival != Arrival.ON_TIME;
        listener.reading(new MonitoredReading(reading, late, metric.violations.violatedBy(reading.value()), rescued));
        return arrival;
    }

    private static String fromTheFuture(Instant eventTime, Instant arrival) {
        return "event time " + eventTime + " is "
                + Duration.ofSeconds(Duration.between(arrival, eventTime).toSeconds()) + " ahead of its arrival";
    }

    private static String tooLate(SensorReading reading) {
        return "event time " + reading.eventTime() + " of device " + reading.device()
                + " is later than the watermark allows";
    }

    private static final class Device {
        final MonitoredDevice monitored;

        /** What is known of the metrics that it has sent. */
        final Map<String, MetricOfDevice> metrics = new HashMap<>();

        Device(MonitoredDevice monitored) {
            this.monitored = monitored;
        }
    }

    private record MetricOfDevice(MonitoredMetric monitored, ViolationCheck violations) {}

    /** A message on its way through the decoder. */
    private final class ArrivedMessage implements DecodedMessage {
        private final byte[] payload;
        private final Instant arrival;
        private @Nullable RejectionReason reason;
        private final StringBuilder details = new StringBuilder();
        private @Nullable SensorReading previous;

        ArrivedMessage(byte[] payload, Instant arrival) {
            this.payload = payload;
            this.arrival = arrival;
        }

        @Override
        public void reading(DecodedReading decoded) {
            SensorReading reading = decoded.toReading();
            if (time.isFuture(decoded.eventTime(), Microseconds.of(arrival))) {
                note(RejectionReason.FUTURE, fromTheFuture(reading.eventTime(), arrival));
                return;
            }
            Option<String> rescued = Option.when(
                    decoded.rescued().isPresent(), () -> decoded.rescued().toString());
            boolean isRejected = accept(reading, rescued) == Arrival.TOO_LATE;
            boolean isTold = previous != null
                    && previous.device().equals(reading.device())
                    && previous.eventTime().equals(reading.eventTime());
            if (isRejected && !isTold) {
                listener.rejected(new RejectedTelemetry(
                        RejectionReason.LATE,
                        tooLate(reading),
                        Option.some(reading),
                        Option.some(payload.clone()),
                        arrival));
            }
            previous = reading;
        }

        @Override
        public void rejected(Seq<Defect> defects) {
            defects.forEach(defect -> note(defect.reason(), defect.detail()));
        }

        private void note(RejectionReason why, String detail) {
            if (reason == null) {
                reason = why;
                details.append(detail);
            } else if (details.length() < MOST_DETAIL) {
                details.append("; ").append(detail);
            }
        }

        void end() {
            if (reason != null) {
                listener.rejected(new RejectedTelemetry(
                        reason, details.toString(), Option.none(), Option.some(payload.clone()), arrival));
            }
        }
    }
}
