package io.vigie.domain.monitor;

import static io.vigie.domain.rule.Rules.rules;

import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.alarm.AlarmTransition.Occasion;
import io.vigie.domain.monitor.windows.WindowTarget;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.text.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One device's story, told in a few lines: what it sends when, and what becomes of its alarms. Times are written as
 * their distance from the start, such as {@code 35s}; readings come every ten seconds unless said otherwise.
 */
final class Scenario {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final DeviceId BOILER = new DeviceId("boiler-1");

    private final FleetMonitor fleet;
    private MonitoredDevice device;
    private final Map<String, MonitoredMetric> metrics = new HashMap<>();
    private final List<AlarmTransition> transitions = new ArrayList<>();
    private final List<Arrival> arrivals = new ArrayList<>();
    private Duration interval = Duration.ofSeconds(10);
    private Duration now = Duration.ZERO;
    private Transport transport = new Transport();

    private Scenario(RuleBook rules, TimePolicy time) {
        fleet = new FleetMonitor(rules, time);
        device = fleet.newDevice(BOILER, transitions::add);
    }

    static Scenario of(Rule... rules) {
        return new Scenario(rules(rules), TimePolicy.DEFAULT);
    }

    static Scenario outOfOrder(String wait, Rule... rules) {
        return new Scenario(
                rules(rules), new TimePolicy(duration(wait), Duration.ofMinutes(1), TimePolicy.DEFAULT.future()));
    }

    static Scenario under(TimePolicy time, Rule... rules) {
        return new Scenario(rules(rules), time);
    }

    static Duration duration(String text) {
        return DurationText.parse(text).getOrElseThrow(problem -> new IllegalArgumentException(problem));
    }

    static long at(String sinceStart) {
        return Microseconds.of(START.plus(duration(sinceStart)));
    }

    Scenario every(String text) {
        interval = duration(text);
        return this;
    }

    /** A series of temperatures: {@code x4} is four times, {@code _} no reading. */
    Scenario sends(String values) {
        for (String word : List.of(values.split(" ", -1))) {
            int times = word.contains("x") ? Integer.parseInt(word.substring(word.indexOf('x') + 1)) : 1;
            String value = word.replaceFirst("x.*", "");
            for (int i = 0; i < times; i++) {
                if (!value.equals("_")) {
                    arrives(now, "temperature", Double.parseDouble(value));
                }
                now = now.plus(interval);
            }
        }
        return this;
    }

    /** One reading at a time of its own. */
    Scenario sends(String sinceStart, String metric, double value) {
        return arrives(duration(sinceStart), metric, value);
    }

    /**
     * A message with several readings.
     *
     * @param arrival when it arrives
     * @param readings each with its time, such as {@code 10s temperature 81, 10s pressure 2}
     */
    Scenario receives(String arrival, String readings) {
        transport.clockAt(at(arrival));
        device.begin(at(arrival));
        for (String reading : List.of(readings.split(", ", -1))) {
            List<String> words = List.of(reading.split(" ", -1));
            arrivals.add(
                    device.take(metric(words.get(1)), Double.parseDouble(words.get(2)), "celsius", at(words.get(0))));
        }
        device.end();
        return this;
    }

    private MonitoredMetric metric(String name) {
        return metrics.computeIfAbsent(name, device::metric);
    }

    private Scenario arrives(Duration sinceStart, String metric, double value) {
        long time = Microseconds.of(START.plus(sinceStart));
        arrivals.add(Messages.send(device, metric(metric), value, "celsius", time, transport.arrival(time)));
        return this;
    }

    /** The pipeline's clock comes to this time. */
    Scenario clockAt(String sinceStart) {
        transport.clockAt(at(sinceStart));
        device.advanceClock(at(sinceStart));
        return this;
    }

    Scenario endsAt(String sinceStart) {
        device.finish(at(sinceStart));
        return this;
    }

    /** The state goes through its bytes. */
    Scenario restarts() {
        return continuesFrom(bytes());
    }

    /** What is kept of the device. */
    byte[] bytes() {
        return device.toBytes();
    }

    /** Goes on from what was kept. */
    Scenario continuesFrom(byte[] bytes) {
        metrics.clear();
        device = fleet.restore(BOILER, bytes, transitions::add, WindowTarget.NOBODY);
        return this;
    }

    /** The same device's state under other rules. */
    Scenario restartsWith(Rule... edited) {
        Scenario after = new Scenario(rules(edited), TimePolicy.DEFAULT);
        after.transitions.addAll(transitions);
        after.interval = interval;
        after.now = now;
        after.transport = transport;
        return after.continuesFrom(bytes());
    }

    MonitoredDevice device() {
        return device;
    }

    List<Arrival> arrivals() {
        return arrivals;
    }

    List<AlarmTransition> transitions() {
        return transitions;
    }

    Occasion last() {
        return transitions.get(transitions.size() - 1).occasion();
    }

    /** What happened, such as {@code 40s raised warning}; with more than one rule, {@code 40s hot raised warning}. */
    List<String> told() {
        boolean ofOneRule = transitions.stream()
                        .map(transition -> transition.occasion().rule())
                        .distinct()
                        .count()
                < 2;
        return transitions.stream()
                .map(transition -> sinceStart(transition.occasion().eventTime())
                        + (ofOneRule ? "" : " " + transition.occasion().rule())
                        + " " + transition.word() + " " + transition.severity().word())
                .toList();
    }

    static String sinceStart(Instant time) {
        return DurationText.print(Duration.between(START, time));
    }
}
