package io.vigie.application.memory;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.application.decoding.DecodedReading;
import io.vigie.application.history.ArrivedMessage;
import io.vigie.application.intake.IntakeTarget;
import io.vigie.application.intake.LateReadings;
import io.vigie.application.intake.MessageIntake;
import io.vigie.application.intake.Rejection;
import io.vigie.application.intake.SurplusReadings;
import io.vigie.application.plan.PayloadPlan;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.domain.monitor.Arrival;
import io.vigie.domain.monitor.ArrivalTime;
import io.vigie.domain.monitor.FleetLimits;
import io.vigie.domain.monitor.FleetMonitor;
import io.vigie.domain.monitor.MonitoredDevice;
import io.vigie.domain.monitor.MonitoredMetric;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.monitor.ViolationCheck;
import io.vigie.domain.monitor.Violations;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.reading.SensorReading;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.window.PercentileSketches;
import io.vigie.domain.window.WindowBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
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
 * <p>It has no clock of its own. What is due of a device is found with its own messages, at the end, or when {@link
 * #advanceClock(Instant)} says how far all was read; it has the same event times in all three cases. Windows that are not
 * complete at the end come to nothing. Memory grows with devices, not with readings. For one thread at a time.
 */
public final class MemoryEngine {

    /** When a device has sent so many metrics, those of which nothing is kept are forgotten: it may invent them for ever. */
    private static final int MOST_KNOWN = 10_000;

    private final TimePolicy time;
    private final FleetLimits limits;
    private final FleetMonitor fleet;
    private final Violations violations;
    private final MessageIntake intake;
    private final TelemetryListener listener;

    /** By name, in the order of their first readings. */
    private final Map<String, Device> devices = new LinkedHashMap<>();

    private @Nullable Instant largestArrival;

    private @Nullable Instant largestTime;

    /** Of the message or the reading that is under way: its number, its bytes where it came as such, its arrival. */
    private long number;

    private Option<byte[]> payload = Option.none();
    private Instant arrival = Instant.EPOCH;

    /** How many devices there were before it, and those that it is of. */
    private int devicesBefore;

    private final List<Device> devicesOfMessage = new ArrayList<>();

    /** By device, the readings of it that are beyond the limits. */
    private final Map<String, Surplus> surplus = new LinkedHashMap<>();

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
        this(rules, windows, sketches, time, FleetLimits.DEFAULT, payload, listener);
    }

    /** The same, within other limits of what is remembered. */
    public MemoryEngine(
            RuleBook rules,
            WindowBook windows,
            PercentileSketches sketches,
            TimePolicy time,
            FleetLimits limits,
            PayloadPlan payload,
            TelemetryListener listener) {
        this.time = time;
        this.limits = limits;
        this.listener = listener;
        fleet = new FleetMonitor(rules, windows, sketches, time, limits);
        violations = new Violations(rules);
        intake = new MessageIntake(payload, windows, time, new Arriving());
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
        return new MemoryEngine(
                plan.rules(), plan.windows(), sketches, plan.time(), plan.limits(), plan.payload(), listener);
    }

    /**
     * Runs rules over messages and gathers all that comes of it.
     *
     * @param messages in the order of their arrival
     * @param end where the clock ends; none for {@link #clock}
     */
    public static MemoryRun run(
            RuleBook rules, TimePolicy time, Iterable<ArrivedMessage> messages, Option<Instant> end) {
        return run(rules, WindowBook.EMPTY, PercentileSketches.NONE, time, messages, end);
    }

    /** The same, with windows; the sketches are for their percentiles. */
    public static MemoryRun run(
            RuleBook rules,
            WindowBook windows,
            PercentileSketches sketches,
            TimePolicy time,
            Iterable<ArrivedMessage> messages,
            Option<Instant> end) {
        MemoryRun.Gathering gathering = new MemoryRun.Gathering();
        MemoryEngine engine = new MemoryEngine(rules, windows, sketches, time, PayloadPlan.DEFAULT, gathering);
        messages.forEach(engine::arrive);
        end.orElse(engine::clock).forEach(engine::finish);
        return gathering.gathered();
    }

    /** The largest event time so far; what was rejected as from the future does not count. */
    public Option<Instant> latestEventTime() {
        return Option.of(largestTime);
    }

    /**
     * Where the clock is: at the largest arrival so far, of what was rejected too. Where readings arrive when they are
     * measured, it is at the largest event time, but not beyond the largest arrival.
     */
    public Option<Instant> clock() {
        long clock = time.clock(microseconds(largestTime), microseconds(largestArrival));
        return clock == Microseconds.NONE ? Option.none() : Option.some(Microseconds.instant(clock));
    }

    private static long microseconds(@Nullable Instant instant) {
        return instant == null ? Microseconds.NONE : Microseconds.of(instant);
    }

    /**
     * A reading has arrived, in a message of its own.
     *
     * @throws IllegalStateException after the end
     */
    public void arrive(SensorReading reading, Instant arrival) {
        arrive(new ArrivedMessage(Vector.of(reading), arrival));
    }

    /**
     * Readings have arrived in one message: those of one device and event time are evaluated together.
     *
     * @throws IllegalStateException after the end
     */
    public void arrive(ArrivedMessage message) {
        checkNotFinished();
        begin(Option.none(), message.arrival());
        for (SensorReading reading : message.readings()) {
            Option<Rejection> refusal =
                    intake.refusal(Microseconds.of(reading.eventTime()), Microseconds.of(message.arrival()));
            if (refusal.isDefined()) {
                reject(refusal.get(), Option.some(reading));
            } else {
                accept(reading, Option.none());
            }
        }
        end();
    }

    /**
     * A message has arrived. What is wrong with it, and readings in it that are from the future, make one rejection; of
     * a device's readings that are too late, those of one event time that follow each other make one.
     *
     * @throws IllegalStateException after the end
     */
    public void arrive(byte[] message, Instant arrival) {
        checkNotFinished();
        begin(Option.some(message), arrival);
        intake.message(message, 0, message.length, Microseconds.of(arrival));
        end();
    }

    /**
     * The {@link #clock} reaches all devices: takes what is due by it, deadlines, readings that wait, windows, device by
     * device. For readings as they come in: call it now and then, such as after each batch of them; how often makes no
     * difference to what comes of them. Where readings arrive when they are measured it does nothing: their clock acts in
     * the end.
     */
    public void advanceClock() {
        if (time.arrival() == ArrivalTime.TRANSPORT) {
            clock().forEach(this::advanceClock);
        }
    }

    /** All has been read that arrived up to this time: takes what is due by it, device by device. */
    public void advanceClock(Instant clock) {
        checkNotFinished();
        long reached = Microseconds.of(clock);
        for (Iterator<Device> all = devices.values().iterator(); all.hasNext(); ) {
            MonitoredDevice device = all.next().monitored;
            device.advanceClock(reached);
            if (device.isForgotten()) {
                all.remove();
            }
        }
    }

    /**
     * The end: evaluates all readings that still wait, takes what is due where the clock ends, and tells of windows that
     * end by then, device by device.
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

    private void begin(Option<byte[]> itsPayload, Instant itsArrival) {
        number++;
        payload = itsPayload;
        arrival = itsArrival;
        devicesBefore = devices.size();
        largestArrival = largestArrival == null || itsArrival.isAfter(largestArrival) ? itsArrival : largestArrival;
    }

    private void end() {
        for (Device device : devicesOfMessage) {
            device.end();
        }
        devicesOfMessage.clear();
        tellSurplus();
    }

    private void accept(SensorReading reading, Option<String> rescued) {
        if (largestTime == null || reading.eventTime().isAfter(largestTime)) {
            largestTime = reading.eventTime();
        }
        String name = reading.device().value();
        if (devicesBefore >= limits.devices() && !devices.containsKey(name)) {
            surplus(reading, SurplusReadings.ofDevice(reading.device(), limits));
            return;
        }
        long eventTime = Microseconds.of(reading.eventTime());
        Device device = sending(reading.device(), time.arrival(eventTime, Microseconds.of(arrival)));
        MetricOfDevice metric = metric(device, reading);
        Arrival found = device.monitored.take(
                metric.monitored, reading.value(), reading.unit().getOrNull(), eventTime);
        if (found == Arrival.SURPLUS) {
            surplus(
                    reading,
                    SurplusReadings.ofMetric(reading.device(), reading.metric().name(), limits));
            return;
        }
        listener.reading(new MonitoredReading(
                reading,
                found == Arrival.LATE || found == Arrival.TOO_LATE,
                found == Arrival.REPEATED,
                metric.violations.violatedBy(reading.value()),
                rescued));
        if (found == Arrival.TOO_LATE && device.late.isToBeTold(number, eventTime)) {
            reject(Rejection.late(reading.device(), eventTime), Option.some(reading));
        }
    }

    /** The device with a message under way that arrived then. */
    private Device sending(DeviceId id, long itsArrival) {
        Device known = devices.get(id.value());
        if (known != null && known.isSending && known.arrival == itsArrival) {
            return known;
        }
        if (known != null && known.isSending) {
            known.monitored.end();
        } else if (known != null) {
            forgetMetrics(known);
        }
        Device device = known == null ? newDevice(id) : known;
        device.monitored.begin(itsArrival);
        if (device.monitored.isForgotten()) {
            device = newDevice(id);
            device.monitored.begin(itsArrival);
        }
        if (!device.isSending) {
            devicesOfMessage.add(device);
        }
        device.isSending = true;
        device.arrival = itsArrival;
        return device;
    }

    private Device newDevice(DeviceId id) {
        Device added = new Device(fleet.newDevice(id, listener::transition, listener));
        devices.put(id.value(), added);
        return added;
    }

    /**
     * Forgets a device at its last event time: its windows are complete, its alarms are cleared, and what comes of it
     * later is a new device's.
     */
    public void forget(DeviceId device) {
        checkNotFinished();
        Device known = devices.remove(device.value());
        if (known != null) {
            known.monitored.forget();
        }
    }

    private MetricOfDevice metric(Device device, SensorReading reading) {
        return device.metrics.computeIfAbsent(
                reading.metric().name(),
                name -> new MetricOfDevice(
                        device.monitored.metric(name),
                        violations.check(reading.device().value(), name)));
    }

    /** Between two messages, of a device that has sent too many metrics. */
    private void forgetMetrics(Device device) {
        if (device.metrics.size() >= MOST_KNOWN) {
            device.metrics.clear();
            device.monitored =
                    fleet.restore(device.monitored.id(), device.monitored.toBytes(), listener::transition, listener);
        }
    }

    /** Gathers what of the message under way is beyond the limits. */
    private void surplus(SensorReading reading, SurplusReadings itsRejection) {
        Surplus known = surplus.putIfAbsent(reading.device().value(), new Surplus(reading, itsRejection));
        if (known != null) {
            known.readings.another();
        }
    }

    private void tellSurplus() {
        if (!surplus.isEmpty()) {
            surplus.values().forEach(all -> reject(all.readings.rejection(), Option.some(all.first)));
            surplus.clear();
        }
    }

    private void reject(Rejection rejection, Option<SensorReading> reading) {
        listener.rejected(new RejectedTelemetry(
                rejection.reason(), rejection.detail(), reading, payload.map(byte[]::clone), arrival));
    }

    private static final class Device {
        MonitoredDevice monitored;
        final LateReadings late = new LateReadings();

        /** Whether a message of it is under way, and when that arrived. */
        boolean isSending;

        long arrival;

        /** What is known of the metrics that it has sent. */
        final Map<String, MetricOfDevice> metrics = new HashMap<>();

        Device(MonitoredDevice monitored) {
            this.monitored = monitored;
        }

        void end() {
            monitored.end();
            isSending = false;
        }
    }

    private record Surplus(SensorReading first, SurplusReadings readings) {}

    private record MetricOfDevice(MonitoredMetric monitored, ViolationCheck violations) {}

    /** What the intake makes of the message under way. */
    private final class Arriving implements IntakeTarget {

        @Override
        public void taken(DecodedReading reading) {
            Option<String> rescued = Option.when(
                    reading.rescued().isPresent(), () -> reading.rescued().toString());
            accept(reading.toReading(), rescued);
        }

        @Override
        public void rejected(Rejection rejection) {
            reject(rejection, Option.none());
        }
    }
}
