package io.vigie.bootstrap.parity;

import io.vavr.Tuple2;
import io.vavr.collection.HashMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.domain.monitor.ArrivalTime;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.reading.SensorReading;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.window.WindowDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A fleet by chance, the same for the same seed: many devices, each with rules of its own.
 *
 * <p>No reading that is evaluated is further out of order than the time policy allows, among those of the whole fleet: a
 * device that lags further is reached by the pipeline's clock before its readings come, and what the clock finds then
 * hangs on how they are cut into batches. Readings that are late come right after one of their own device that leads the
 * fleet, so that for their windows, too, the device's watermark and the clock are one.
 */
final class RandomFleet {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int DEVICES = 24;

    /** Enough readings of one device for percentiles to be estimated. */
    private static final int READINGS_OF_A_BUSY_DEVICE = 400;

    /** How long readings are gathered before they are sent. */
    private static final Duration UPLOAD = Duration.ofSeconds(10);

    /** By how many seconds a device's clock is behind at most. */
    private static final int MOST_BEHIND = 240;

    private static final List<String> METRICS =
            List.of("temperature", "temperature", "temperature", "pressure", "noise", "oil level");

    private final long seed;
    private final Random random;
    private TimePolicy time;
    private final Vector<Rule> rules;
    private final Vector<WindowDefinition> windows;

    /** By event time. */
    private final Vector<SensorReading> inOrder;

    private final Instant end;

    RandomFleet(long seed) {
        this(seed, Duration.ofSeconds(10L * new Random(seed).nextInt(3)));
    }

    RandomFleet(long seed, Duration outOfOrder) {
        this.seed = seed;
        random = new Random(seed);
        time = new TimePolicy(
                outOfOrder,
                Duration.ofSeconds(List.of(0, 30, 3_600).get(random.nextInt(3))),
                Duration.ofSeconds(List.of(0, 45, 300).get(random.nextInt(3))));
        RandomRules making = new RandomRules(random);
        List<Rule> made = new ArrayList<>();
        List<SensorReading> sent = new ArrayList<>();
        for (int i = 0; i < DEVICES; i++) {
            String device = String.format(Locale.ROOT, "d%02d", i);
            int count = 1 + random.nextInt(3);
            for (int each = 0; each < count; each++) {
                made.add(making.rule(device + "-" + each, device));
            }
            sent.addAll(i == 0 ? busy(device) : readings(device));
        }
        made.add(making.rule("all", "d*"));
        made.add(making.rule("some", "d?[1-3]"));
        rules = Vector.ofAll(made);
        windows = making.windows();
        sent.sort(Comparator.comparing(SensorReading::eventTime));
        inOrder = Vector.ofAll(sent);
        end = wholeMillisecond(inOrder.last().eventTime()).plusMillis(1).plusSeconds(5L * random.nextInt(30));
    }

    private List<SensorReading> busy(String device) {
        List<SensorReading> sent = new ArrayList<>();
        for (int i = 0; i < READINGS_OF_A_BUSY_DEVICE; i++) {
            sent.add(reading(device, "temperature", 56 + 13 * random.nextDouble(), START.plusMillis(250L * i)));
        }
        return sent;
    }

    private List<SensorReading> readings(String device) {
        List<SensorReading> sent = new ArrayList<>();
        Instant measured = START.plusSeconds(5L * random.nextInt(20));
        boolean isRound = random.nextInt(4) > 0;
        double value = 62;
        int count = 20 + random.nextInt(40);
        for (int i = 0; i < count; i++) {
            int steps = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(random.nextInt(10) == 0 ? 20 : 3);
            measured = measured.plusSeconds(5L * steps);
            if (!isRound && steps > 0) {
                measured = measured.plus(random.nextInt(2_000_000), ChronoUnit.MICROS);
            }
            value = random.nextInt(3) == 0 ? value : 56 + random.nextInt(13);
            String metric = METRICS.get(random.nextInt(METRICS.size()));
            double other = random.nextInt(6) == 0 ? -0.0 : random.nextInt(5);
            sent.add(reading(device, metric, metric.equals("temperature") ? value : other, measured));
        }
        return sent;
    }

    private SensorReading reading(String device, String metric, double value, Instant measured) {
        return new SensorReading(
                new DeviceId(device),
                new Metric(metric),
                value,
                Option.when(random.nextInt(3) == 0, "celsius"),
                measured,
                HashMap.empty());
    }

    /** The same fleet, whose readings arrive when they are measured. */
    RandomFleet ofThePast() {
        time = time.arrival(ArrivalTime.EVENT);
        return this;
    }

    /** The readings, shuffled within what the time policy allows, and cut up. */
    ParityCase shuffled() {
        return cut(delayed());
    }

    /** Shuffled and cut up, with readings among them that are late, just not late, and from the future. */
    ParityCase withStrays() {
        ParityCase strayed = cut(withLate(delayed()));
        return strayed.withFiles(strayed.files().map(this::withFuture));
    }

    /**
     * The same readings as a transport delivers them: each as late as the time policy allows, after the quickest of its
     * device; all that comes within {@link #UPLOAD} at once; and from devices whose clocks are minutes off. Each device's
     * last reading is as quick as any, so that however late the others come, it ends with the same lag.
     */
    ParityCase delivered() {
        Map<DeviceId, Duration> behind = new java.util.HashMap<>();
        int ahead = (int) time.future().toSeconds();
        inOrder.forEach(reading -> behind.computeIfAbsent(
                reading.device(), device -> Duration.ofSeconds(random.nextInt(ahead + MOST_BEHIND) - ahead)));
        Map<Tuple2<DeviceId, Instant>, Instant> sent =
                arrivals(time.outOfOrder().minus(UPLOAD));
        SortedMap<Instant, List<SensorReading>> uploads = new TreeMap<>();
        for (SensorReading reading : byArrival(sent)) {
            Instant arrival = sent.get(new Tuple2<>(reading.device(), reading.eventTime()))
                    .plus(behind.get(reading.device()));
            uploads.computeIfAbsent(upload(arrival), each -> new ArrayList<>()).add(reading);
        }
        Instant last = uploads.lastKey().plus(UPLOAD);
        uploads.put(
                last,
                Vector.ofAll(behind.keySet())
                        .sorted()
                        .map(device -> reading(device.value(), "last", 0, last.minus(behind.get(device))))
                        .toJavaList());
        Vector<InputFile> files = Vector.ofAll(uploads.entrySet())
                .map(file -> new InputFile(file.getKey(), Vector.ofAll(file.getValue())));
        Cuts cuts = new Cuts(
                random.nextInt(files.size()), 10 + random.nextInt(30), Integer.MAX_VALUE, 1 + random.nextInt(4));
        return new ParityCase(
                seed, time, rules, windows, files, last.plus(time.future()).plusMillis(1), cuts);
    }

    /** When the upload ends that a reading comes with. */
    private static Instant upload(Instant arrival) {
        long seconds = UPLOAD.toSeconds();
        return Instant.ofEpochSecond((Math.floorDiv(arrival.getEpochSecond(), seconds) + 1) * seconds);
    }

    private Vector<SensorReading> delayed() {
        return byArrival(arrivals(time.outOfOrder()));
    }

    /** Readings of one device and time keep their order: it decides which is the latest. */
    private Vector<SensorReading> byArrival(Map<Tuple2<DeviceId, Instant>, Instant> arrivals) {
        return inOrder.sortBy(reading -> arrivals.get(new Tuple2<>(reading.device(), reading.eventTime())));
    }

    private Map<Tuple2<DeviceId, Instant>, Instant> arrivals(Duration longestDelay) {
        Map<Tuple2<DeviceId, Instant>, Instant> arrivals = new java.util.HashMap<>();
        long most = longestDelay.toMillis();
        inOrder.forEach(reading -> arrivals.computeIfAbsent(
                new Tuple2<>(reading.device(), reading.eventTime()),
                sent -> sent._2.plusMillis(
                        switch (random.nextInt(4)) {
                            case 0 -> 0;
                            case 1 -> most;
                            default -> (long) (most * random.nextDouble());
                        })));
        return arrivals;
    }

    private Vector<SensorReading> withLate(Vector<SensorReading> arrived) {
        List<SensorReading> all = new ArrayList<>();
        Instant front = Instant.MIN;
        for (SensorReading reading : arrived) {
            all.add(reading);
            if (!reading.eventTime().isBefore(front)) {
                front = reading.eventTime();
                if (random.nextInt(6) == 0) {
                    all.add(reading(
                            reading.device().value(),
                            METRICS.get(random.nextInt(METRICS.size())),
                            56 + random.nextInt(13),
                            front.minus(time.outOfOrder()).minus(lateness())));
                }
            }
        }
        return Vector.ofAll(all);
    }

    /** Not late at all, as little as can be, at what is too late and beyond it. */
    private Duration lateness() {
        Duration little = Duration.ofNanos(1_000);
        return switch (random.nextInt(6)) {
            case 0 -> Duration.ZERO;
            case 1 -> little;
            case 2 -> time.late();
            case 3 -> time.late().plus(little);
            default -> Duration.ofSeconds(5L * random.nextInt(24));
        };
    }

    private InputFile withFuture(InputFile file) {
        Instant latest = file.arrival().plus(time.future());
        Duration ahead = random.nextBoolean() ? Duration.ofNanos(1_000) : Duration.ofDays(random.nextInt(30_000) + 1);
        SensorReading before =
                file.readings().get(random.nextInt(file.readings().size()));
        return new InputFile(
                file.arrival(),
                file.readings()
                        .insert(
                                random.nextInt(file.readings().size()),
                                reading(before.device().value(), "temperature", 99, latest.plus(ahead))));
    }

    /** Into files, and those into batches. A file may arrive before its readings were measured, by their clocks. */
    private ParityCase cut(Vector<SensorReading> arrived) {
        TreeSet<Integer> places = new TreeSet<>(List.of(arrived.size()));
        int count = 2 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            places.add(1 + random.nextInt(arrived.size()));
        }
        List<InputFile> files = new ArrayList<>();
        int from = 0;
        Instant arrival = Instant.MIN;
        for (int place : places) {
            Vector<SensorReading> part = arrived.slice(from, place);
            Instant front = part.map(SensorReading::eventTime).max().get();
            long early = time.future().toMillis();
            Instant own = wholeMillisecond(front)
                    .minusMillis(random.nextBoolean() ? early : (long) (early * random.nextDouble()));
            arrival = arrival.isBefore(own) ? own : arrival.plusMillis(1);
            files.add(new InputFile(arrival, part));
            from = place;
        }
        return parityCase(
                Vector.ofAll(files),
                new Cuts(
                        random.nextInt(files.size()),
                        1 + random.nextInt(3),
                        random.nextBoolean() ? Integer.MAX_VALUE : 8_192,
                        1 + random.nextInt(4)));
    }

    private ParityCase parityCase(Vector<InputFile> files, Cuts cuts) {
        return new ParityCase(seed, time, rules, windows, files, end, cuts);
    }

    private static Instant wholeMillisecond(Instant time) {
        Instant below = time.truncatedTo(ChronoUnit.MILLIS);
        return below.equals(time) ? time : below.plusMillis(1);
    }
}
