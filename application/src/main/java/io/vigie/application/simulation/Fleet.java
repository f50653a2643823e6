package io.vigie.application.simulation;

import io.vavr.control.Option;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The devices, each measuring at its own rhythm, their faults taking their course: readings in event-time order. */
final class Fleet {

    private static final List<String> SITES = List.of("lyon", "lille", "nantes", "brest", "toulouse");

    /** While it shakes, a device measures this often if it does not anyway, in milliseconds. */
    private static final long SHAKEN_INTERVAL = 2_000;

    /** How far from the beat a device measures at most, as a share of the interval. */
    private static final double JITTER = 0.1;

    private final long start;
    private final long interval;
    private final Consumer<Label> labels;
    private final FaultSource faults;
    private final Device[] devices;
    private final Schedule schedule;
    private final Map<FaultKind, Long> labelled = new EnumMap<>(FaultKind.class);
    private Device device;
    private int nextSensor;
    private boolean inRound;
    private long time;
    private long firstMeasured = -1;
    private long lastMeasured = -1;

    /** @param labels takes the label of each fault when it is over */
    Fleet(FleetSpec spec, Consumer<Label> labels) {
        this.labels = labels;
        start = spec.start().toEpochMilli();
        interval = spec.interval().toMillis();
        devices = new Device[spec.devices()];
        byte[][] tails = SITES.stream().map(SimulatedReading::tailOf).toArray(byte[][]::new);
        Map<MetricModel, byte[]> middles = new HashMap<>();
        long[] firstTimes = new long[devices.length];
        long sensors = 0;
        for (int i = 0; i < devices.length; i++) {
            SeededRandom random = new SeededRandom(spec.seed(), i + 1L);
            long firstBeat = (long) (interval * random.between(JITTER, 1 - JITTER));
            List<MetricModel> metrics = DeviceKind.at(i).metrics();
            Sensor[] own = new Sensor[metrics.size()];
            String name = DeviceKind.nameAt(i);
            for (int s = 0; s < own.length; s++) {
                MetricModel model = metrics.get(s);
                byte[] middle = middles.computeIfAbsent(model, SimulatedReading::middleOf);
                own[s] = new Sensor(model, SimulatedReading.headOf(name, model), middle, random);
            }
            sensors += own.length;
            firstTimes[i] = firstBeat;
            devices[i] = new Device(i, own, tails[random.below(tails.length)], firstBeat, random);
        }
        schedule = new Schedule(firstTimes);
        device = devices[schedule.device()];
        double runLength = (double) (spec.readings() - spec.badMessages()) / sensors * interval;
        faults = faultsOf(spec.faults(), runLength);
        for (Device each : devices) {
            each.expect(faults.next(each, 0));
        }
    }

    /** The event time of the next reading, in milliseconds since 1970. */
    long nextTime() {
        if (!inRound) {
            silence();
            return start + schedule.time();
        }
        return start + time;
    }

    /** Measures the next reading. */
    void measure(SimulatedReading into) {
        if (!inRound) {
            silence();
            beginRound();
        }
        Episode episode = device.episode();
        int which = nextSensor++;
        Sensor sensor = device.sensor(which);
        boolean affected = episode.affects(which);
        long value;
        if (affected && episode.kind() == FaultKind.STUCK) {
            value = sensor.repeat();
        } else {
            double deviation = affected ? episode.deviation(time, device.random()) : 0;
            value = sensor.measure(start + time, deviation, device.random());
        }
        if (affected) {
            episode.shownAt(time);
        }
        into.set(device, sensor, start + time, value);
        if (nextSensor == device.sensors()) {
            endRound();
        }
    }

    /** What the next device to measure might send at this time; nothing is measured. */
    void glimpse(long milliseconds, SimulatedReading into) {
        nextTime();
        Device next = inRound ? device : devices[schedule.device()];
        Sensor sensor = next.sensor(inRound ? nextSensor : 0);
        into.set(next, sensor, milliseconds, sensor.repeat());
    }

    /** Goes on to the next device without measuring. */
    void pass() {
        nextTime();
        device = devices[schedule.device()];
        endRound();
    }

    /** Labels the faults that are not over. */
    void labelTheRest() {
        for (Device each : devices) {
            Episode episode = each.episode();
            if (!episode.hasBegun()) {
                continue;
            }
            if (episode.kind() == FaultKind.SILENCE) {
                // Shorter than this it might as well be the usual pause between two readings.
                if (lastMeasured - each.lastMeasured() > 2 * interval) {
                    label(each, Math.max(each.lastMeasured(), 0), lastMeasured, 0, false);
                }
            } else if (episode.readings() > 0) {
                boolean complete = episode.kind() == FaultKind.SPIKE;
                label(each, episode.first(), episode.last(), episode.readings(), complete);
            }
        }
    }

    /** How many faults were labelled, by kind. */
    Map<FaultKind, Long> labelled() {
        return labelled;
    }

    Option<Instant> firstEventTime() {
        return firstMeasured < 0 ? Option.none() : Option.some(instant(firstMeasured));
    }

    Option<Instant> lastEventTime() {
        return lastMeasured < 0 ? Option.none() : Option.some(instant(lastMeasured));
    }

    private FaultSource faultsOf(FaultPlan plan, double runLength) {
        return plan.interpret(new FaultPlan.Algebra<>() {
            @Override
            public FaultSource atRandom(FaultPlan.AtRandom node) {
                return new RandomFaults(devices.length, interval, runLength);
            }

            @Override
            public FaultSource known(FaultPlan.Known node) {
                return new KnownFaults(node.faults(), devices.length);
            }
        });
    }

    /** Takes devices whose silence is due out of the schedule until it is over. */
    private void silence() {
        while (true) {
            Device next = devices[schedule.device()];
            Episode episode = next.episode();
            if (episode.kind() != FaultKind.SILENCE || !episode.isDue(schedule.time())) {
                return;
            }
            episode.begin(schedule.time());
            next.beatAt(episode.end());
            schedule.reschedule(episode.end());
        }
    }

    private void beginRound() {
        device = devices[schedule.device()];
        time = schedule.time();
        inRound = true;
        nextSensor = 0;
        Episode episode = device.episode();
        if (episode.isOver(time)) {
            if (episode.kind() == FaultKind.SILENCE) {
                label(device, Math.max(device.lastMeasured(), 0), time, 0, true);
            } else {
                label(device, episode.first(), episode.last(), episode.readings(), true);
            }
            episode = faults.next(device, time);
            device.expect(episode);
        }
        // A silence cannot begin with a reading: it takes the next one.
        if (episode.kind() != FaultKind.SILENCE && episode.isDue(time)) {
            episode.begin(time);
        }
        device.measuredAt(time);
        lastMeasured = time;
        if (firstMeasured < 0) {
            firstMeasured = time;
        }
    }

    private void endRound() {
        inRound = false;
        Episode episode = device.episode();
        boolean shaken = episode.kind() == FaultKind.VIBRATION && episode.hasBegun();
        long step = shaken ? Math.min(interval, SHAKEN_INTERVAL) : interval;
        long beat = device.beat() + step;
        device.beatAt(beat);
        double jitter = step * JITTER;
        schedule.reschedule(beat + Math.round(device.random().between(-jitter, jitter)));
    }

    private void label(Device whose, long from, long to, int readings, boolean complete) {
        Episode episode = whose.episode();
        Option<String> metric = episode.sensor() == Episode.WHOLE_DEVICE
                ? Option.none()
                : Option.some(whose.sensor(episode.sensor()).model().name());
        String what = whose.name() + metric.map(name -> "'s " + name).getOrElse("");
        labelled.merge(episode.kind(), 1L, Long::sum);
        labels.accept(new Label.Fault(
                episode.kind(),
                whose.name(),
                metric,
                instant(from),
                instant(to),
                readings,
                complete,
                what + " " + episode.kind().course()));
    }

    private Instant instant(long sinceStart) {
        return Instant.ofEpochMilli(start + sinceStart);
    }
}
