package io.vigie.domain.monitor;

import static io.vigie.domain.monitor.Scenario.BOILER;
import static io.vigie.domain.monitor.Scenario.duration;

import io.vavr.collection.Array;
import io.vigie.domain.monitor.windows.WindowTarget;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.DevicePattern;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.text.DurationText;
import io.vigie.domain.window.Aggregate;
import io.vigie.domain.window.MetricPattern;
import io.vigie.domain.window.WindowBook;
import io.vigie.domain.window.WindowDefinition;
import io.vigie.domain.window.WindowResult;
import io.vigie.domain.window.WindowSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One device's windows, told in a few lines. Times are written as their distance from the first of January 2026, such
 * as {@code 35s}; before it, {@code -35s}.
 */
final class WindowScenario {

    private final RuleBook rules;
    private final TimePolicy time;
    private FleetMonitor fleet;
    private MonitoredDevice device;
    private Instant start = Scenario.START;
    final List<WindowResult> windows = new ArrayList<>();
    final List<Arrival> arrivals = new ArrayList<>();
    private long uncounted;
    private final Transport transport = new Transport();

    private final WindowTarget target = new WindowTarget() {
        @Override
        public void window(WindowResult window) {
            windows.add(window);
        }

        @Override
        public void uncounted(long more) {
            uncounted += more;
        }
    };

    private WindowScenario(RuleBook rules, TimePolicy time, WindowDefinition... definitions) {
        this.rules = rules;
        this.time = time;
        fleet = fleet(definitions);
        device = fleet.newDevice(BOILER, transition -> {}, target);
    }

    private FleetMonitor fleet(WindowDefinition... definitions) {
        return new FleetMonitor(rules, WindowBook.of(definitions), new AllValues(), time);
    }

    static WindowScenario of(WindowDefinition... definitions) {
        return outOfOrder("0s", definitions);
    }

    static WindowScenario outOfOrder(String wait, WindowDefinition... definitions) {
        return watching(RuleBook.EMPTY, wait, definitions);
    }

    static WindowScenario watching(RuleBook rules, String wait, WindowDefinition... definitions) {
        return new WindowScenario(
                rules, new TimePolicy(duration(wait), Duration.ofMinutes(1), Duration.ofMinutes(5)), definitions);
    }

    static WindowScenario under(TimePolicy time, WindowDefinition... definitions) {
        return new WindowScenario(RuleBook.EMPTY, time, definitions);
    }

    static WindowDefinition tumbling(String size, String... aggregates) {
        return window("fixed", new WindowSpec.Tumbling(duration(size)), aggregates);
    }

    static WindowDefinition hopping(String size, String every, String... aggregates) {
        return window("trend", new WindowSpec.Hopping(duration(size), duration(every)), aggregates);
    }

    static WindowDefinition session(String gap, String... aggregates) {
        return window("burst", new WindowSpec.Session(duration(gap)), aggregates);
    }

    static WindowDefinition window(String name, WindowSpec spec, String... aggregates) {
        return new WindowDefinition(
                name,
                spec,
                Array.of(aggregates).map(word -> Aggregate.parse(word).get()),
                MetricPattern.EVERY,
                DevicePattern.EVERY);
    }

    /** From now on times count from here. */
    WindowScenario from(Instant other) {
        start = other;
        return this;
    }

    private long at(String sinceStart) {
        return Microseconds.of(
                sinceStart.startsWith("-")
                        ? start.minus(duration(sinceStart.substring(1)))
                        : start.plus(duration(sinceStart)));
    }

    WindowScenario sends(String sinceStart, double value) {
        return sends(sinceStart, "temperature", value);
    }

    WindowScenario sends(String sinceStart, String metric, double value) {
        return sends(at(sinceStart), metric, value);
    }

    WindowScenario sends(long time, String metric, double value) {
        arrivals.add(Messages.send(device, device.metric(metric), value, null, time, transport.arrival(time)));
        return this;
    }

    /** Readings of value 1 in one message, which arrives when the first of them was measured. */
    WindowScenario sendsTogether(String... sinceStart) {
        device.begin(transport.arrival(at(sinceStart[0])));
        for (String time : sinceStart) {
            arrivals.add(device.take(device.metric("temperature"), 1, null, at(time)));
        }
        device.end();
        return this;
    }

    WindowScenario clockAt(String sinceStart) {
        return clockAt(at(sinceStart));
    }

    WindowScenario clockAt(long clock) {
        transport.clockAt(clock);
        device.advanceClock(clock);
        return this;
    }

    WindowScenario endsAt(String sinceStart) {
        device.finish(at(sinceStart));
        return this;
    }

    byte[] bytes() {
        return device.toBytes();
    }

    WindowScenario restarts() {
        return continuesFrom(bytes());
    }

    WindowScenario restartsWith(WindowDefinition... definitions) {
        byte[] bytes = bytes();
        fleet = fleet(definitions);
        return continuesFrom(bytes);
    }

    WindowScenario continuesFrom(byte[] bytes) {
        device = fleet.restore(BOILER, bytes, transition -> {}, target);
        return this;
    }

    long quietUntil() {
        return device.quietUntil();
    }

    MonitoredDevice device() {
        return device;
    }

    long uncounted() {
        return uncounted;
    }

    /** What came of windows, such as {@code fixed temperature 0s..1m count=2}. */
    List<String> told() {
        return windows.stream().map(this::line).toList();
    }

    private String line(WindowResult result) {
        return result.window().name() + " " + result.metric() + " "
                + sinceStart(result.time().startTime()) + ".."
                + sinceStart(result.time().endTime()) + " "
                + result.window()
                        .aggregates()
                        .zipWith(result.values(), (aggregate, value) -> aggregate + "=" + number(value))
                        .mkString(" ");
    }

    private String sinceStart(Instant instant) {
        Duration distance = Duration.between(start, instant);
        return distance.isNegative() ? "-" + DurationText.print(distance.negated()) : DurationText.print(distance);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
