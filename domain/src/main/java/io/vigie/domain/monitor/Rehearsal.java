package io.vigie.domain.monitor;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.Rules;
import io.vigie.domain.text.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Rules on made-up readings, for the unit tests of those who write rules: readings in, transitions out, decided by
 * the same kernel as in a pipeline.
 * <pre>{@code
 * rehearse(overheat).device("boiler-1").every(Duration.ofSeconds(10))
 *         .sends("temperature", 70, 81, 82, 83, 84, 96, 74)
 *         .story();      // 40s raised warning, 50s escalated critical, ...
 * }</pre>
 *
 * <p>Time begins at {@link #START} and is told as the distance from there. Readings follow one another at a steady
 * pace; {@link #at} goes to any other time. Whatever the order in which they are written, each arrives when it was
 * measured; a device's readings of one time are one message. The clock ends at the last reading, or at the furthest time that
 * {@code at} went to; deadlines of that instant are included.
 *
 * <p>It is immutable: each method answers with a new rehearsal, so that a beginning may be kept and varied.
 */
public final class Rehearsal {

    /** When a rehearsal begins: 2026-01-01T00:00:00Z. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final DeviceId ANY_DEVICE = new DeviceId("device-1");
    private static final Duration DEFAULT_PACE = Duration.ofSeconds(1);

    private final RuleBook rules;
    private final Map<DeviceId, Vector<Sent>> sent;
    private final DeviceId device;
    private final Option<String> unit;
    private final Duration pace;
    private final Duration next;
    private final Duration end;

    private record Sent(Duration at, Metric metric, double value, Option<String> unit) {}

    private Rehearsal(
            RuleBook rules,
            Map<DeviceId, Vector<Sent>> sent,
            DeviceId device,
            Option<String> unit,
            Duration pace,
            Duration next,
            Duration end) {
        this.rules = rules;
        this.sent = sent;
        this.device = device;
        this.unit = unit;
        this.pace = pace;
        this.next = next;
        this.end = end;
    }

    /**
     * Begins a rehearsal of these rules.
     *
     * @throws IllegalArgumentException when two have the same id, or there are too many
     */
    public static Rehearsal rehearse(Rule... rules) {
        return rehearse(Rules.rules(rules));
    }

    /** Begins a rehearsal of the rules of a book. */
    public static Rehearsal rehearse(RuleBook rules) {
        return new Rehearsal(
                rules, LinkedHashMap.empty(), ANY_DEVICE, Option.none(), DEFAULT_PACE, Duration.ZERO, Duration.ZERO);
    }

    /**
     * The device that sends what follows, again from the start on; without this, {@code device-1}.
     *
     * @throws IllegalArgumentException when the name is empty or too long
     */
    public Rehearsal device(String name) {
        return new Rehearsal(rules, sent, new DeviceId(name), unit, pace, Duration.ZERO, end);
    }

    /** The unit of the readings that follow; without this, they have none. */
    public Rehearsal unit(String name) {
        return new Rehearsal(rules, sent, device, Option.some(name), pace, next, end);
    }

    /**
     * How long after one reading the next is measured; without this, a second.
     *
     * @throws IllegalArgumentException when the interval is negative
     */
    public Rehearsal every(Duration interval) {
        return new Rehearsal(rules, sent, device, unit, notNegative(interval), next, end);
    }

    /**
     * Goes to a time, forwards or back: the next reading is measured then, and the clock comes at least as far.
     *
     * @param sinceStart the distance from {@link #START}
     * @throws IllegalArgumentException when it is negative
     */
    public Rehearsal at(Duration sinceStart) {
        return new Rehearsal(rules, sent, device, unit, pace, notNegative(sinceStart), later(end, sinceStart));
    }

    /**
     * The device sends these values, one after the other.
     *
     * @throws IllegalArgumentException when the metric's name is empty or too long, or a value is not finite
     */
    public Rehearsal sends(String metric, double... values) {
        Metric measured = new Metric(metric);
        Vector<Sent> all = sent.getOrElse(device, Vector.empty());
        Duration time = next;
        Duration last = end;
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("A reading's value is finite; " + value + " never reaches a rule.");
            }
            all = all.append(new Sent(time, measured, value, unit));
            last = later(last, time);
            time = time.plus(pace);
        }
        return new Rehearsal(rules, sent.put(device, all), device, unit, pace, time, last);
    }

    /** What happened to the alarms of all devices, in the order of event time. */
    public List<AlarmTransition> transitions() {
        FleetMonitor fleet = new FleetMonitor(rules, TimePolicy.DEFAULT);
        List<AlarmTransition> found = new ArrayList<>();
        sent.forEach((sender, readings) -> play(fleet.newDevice(sender, found::add), readings));
        found.sort(Comparator.comparing(transition -> transition.occasion().eventTime()));
        return List.copyOf(found);
    }

    private void play(MonitoredDevice sender, Vector<Sent> readings) {
        readings.groupBy(Sent::at).toSortedMap(sameTime -> sameTime).forEach((at, message) -> {
            long time = Microseconds.of(START.plus(at));
            sender.begin(time);
            message.forEach(reading ->
                    sender.take(sender.metric(reading.metric.name()), reading.value, reading.unit.getOrNull(), time));
            sender.end();
        });
        sender.finish(Microseconds.of(START.plus(end)));
    }

    /**
     * The {@link #transitions} in a line each, such as {@code 40s raised warning}. Where several rules are rehearsed or
     * several devices send, it says which: {@code 40s boiler-1 boiler-overheat raised warning}.
     */
    public List<String> story() {
        return transitions().stream().map(this::line).toList();
    }

    private String line(AlarmTransition transition) {
        AlarmTransition.Occasion occasion = transition.occasion();
        return DurationText.print(Duration.between(START, occasion.eventTime()))
                + (sent.size() > 1 ? " " + occasion.device() : "")
                + (rules.rules().size() > 1 ? " " + occasion.rule() : "")
                + " " + transition.word()
                + " " + transition.severity().word();
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static Duration notNegative(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("A rehearsal goes on from its start; " + duration + " is before it.");
        }
        return duration;
    }
}
