package io.vigie.domain.monitor;

import static io.vigie.domain.monitor.Scenario.BOILER;
import static io.vigie.domain.monitor.Scenario.duration;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.rules;
import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.when;
import static io.vigie.domain.rule.Severity.MINOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.domain.reading.Metric;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.EntryDraft;
import io.vigie.domain.rule.Rule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RuleCostTest {

    /** The version, the device's largest time, counts and the checksum. */
    private static final int OF_A_DEVICE = 24;

    private static Rule ruleOf(EntryDraft entry) {
        return rule("drifting").metric("temperature").raise(MINOR, entry).build();
    }

    private static Rule ruleOf(String condition) {
        return ruleOf(when(condition));
    }

    private static Stream<Rule> rulesOfAllKinds() {
        return Stream.of(
                ruleOf("value > 0"),
                ruleOf(when("value > 0").heldFor(duration("30d")).until("pressure > 1")),
                ruleOf(when("value > 0").until("pressure > 1", duration("30d"))),
                ruleOf(when("value > 0").holds(duration("30d"))),
                ruleOf(when("value > 0").times(1_000)),
                ruleOf(when("value > 0").times(300).within(duration("1h"))),
                ruleOf(silentFor(duration("1h"))),
                ruleOf("delta(value) > 0 and flatline(value, 366d)"),
                ruleOf("ewmean(value, 0.1) > 0 or ewzscore(value, 0.2) > 0"),
                ruleOf("mean(value, 10m) > 0"),
                ruleOf("mean(value, 10m) > 0 and stddev(value, 1m) > 0 and percentile(value, 9, 5m) > 0"),
                ruleOf("min(value, 10m) > 0"),
                ruleOf("min(value, 20m) > 0 and max(value, 10m) > 0"),
                ruleOf("min(value, 10m) > 0 and count(value, 5m) > 0"),
                ruleOf("increase(value, 10m) > 0 and resets(value, 5m) > 0 and previous(value) > 0"),
                ruleOf("integral(value, 10m) > 0"));
    }

    /** A device that sends one reading a second, of values that make the most of them stay. */
    private static int bytesKept(Rule rule) {
        MonitoredDevice device = new FleetMonitor(rules(rule), TimePolicy.DEFAULT).newDevice(BOILER, transition -> {});
        for (int i = 0; i < 3_000; i++) {
            long time = Microseconds.of(Scenario.START.plusSeconds(i));
            Messages.send(device, device.metric("temperature"), i + 0.1, "degrees celsius", time, time);
        }
        return device.toBytes().length;
    }

    @ParameterizedTest
    @MethodSource("rulesOfAllKinds")
    void isTheMostThatADevicesStateTakes(Rule rule) {
        RuleCost cost = RuleCost.of(rule);
        long stated = OF_A_DEVICE
                + cost.bytesPerDevice()
                + cost.spans().map(span -> span.bytesAt(1)).sum().longValue();
        int kept = bytesKept(rule);
        assertThat(stated).as("%s, kept %d", cost, kept).isBetween((long) kept, 2L * kept + 100);
    }

    @Test
    void countsAllThatIsKept() {
        // The id 10, what it reads 8, severity and metric 4, four times 32, two counts 8; the entry 5 and its run 18;
        // the metric's name 13, two times 16, two values 16, the unit 18, counts 16.
        assertThat(RuleCost.of(ruleOf("value > 0")).bytesPerDevice()).isEqualTo(10 + 8 + 4 + 32 + 8 + 23 + 79);
        assertThat(RuleCost.of(ruleOf(when("value > 0").times(1_000))).bytesPerDevice())
                .isEqualTo(164 + 1_000 * 18);
        assertThat(RuleCost.of(ruleOf("ewmean(value, 0.1) > 0 or ewzscore(value, 0.2) > 0"))
                        .bytesPerDevice())
                .isEqualTo(164 + 2 * 36);
    }

    @Test
    void namesTheReadingsThatFunctionsLookBackTo() {
        assertThat(RuleCost.of(ruleOf("mean(value, 10m) > 60 and sum(value, 1m) > 5 and min(value, 1m) < 2"))
                        .spans())
                .containsExactly(new RuleCost.Span("reading of temperature", duration("10m"), 16, false));
    }

    @Test
    void isPlainWhereNoReadingsAreKept() {
        RuleCost cost = RuleCost.of(ruleOf("value > 1 and ewzscore(value, 0.1) > 6 and flatline(value, 366d)"));
        assertThat(cost.spans()).isEmpty();
        assertThat(cost).hasToString("drifting: " + cost.bytesPerDevice() + " bytes a device");
    }

    @Test
    void ofACounterTellsTheFallsThatAreKeptUntilItRises() {
        Rule rule = ruleOf("increase(value, 10m) > 0");
        RuleCost cost = RuleCost.of(rule);
        assertThat(cost.spans())
                .containsExactly(new RuleCost.Span("reading of temperature", duration("10m"), 24, false));
        assertThat(cost.counters()).containsExactly(new Metric("temperature"));
        assertThat(cost)
                .asString()
                .endsWith(" + 24 bytes a reading of temperature within 10m (14.4 kB at one a second)"
                        + " + 13 bytes a reading at which temperature falls, until it rises");
        MonitoredDevice device = new FleetMonitor(rules(rule), TimePolicy.DEFAULT).newDevice(BOILER, transition -> {});
        for (int i = 0; i < 3_000; i++) {
            long time = Scenario.at(i + "s");
            Messages.send(device, device.metric("temperature"), -i, "degrees celsius", time, time);
        }
        long ofFalls = 3_000 * RuleCost.BYTES_PER_FALL;
        assertThat((long) device.toBytes().length)
                .isLessThan(cost.bytesPerDevice() + cost.spans().get(0).bytesAt(1) + ofFalls)
                .isGreaterThan(ofFalls / 2);
    }

    @Test
    void ofADurationTellsTheTimesThatAreKept() {
        Rule rule = ruleOf("duration(value > 5, 10m) > 60");
        RuleCost cost = RuleCost.of(rule);
        assertThat(cost)
                .asString()
                .endsWith(" bytes a device + up to 16 bytes a time of value > 5 of temperature within 10m"
                        + " (at most 9.6 kB at one a second)");
        MonitoredDevice device = new FleetMonitor(rules(rule), TimePolicy.DEFAULT).newDevice(BOILER, transition -> {});
        for (int i = 0; i < 3_000; i++) {
            long time = Scenario.at(i + "s");
            Messages.send(device, device.metric("temperature"), i % 2 * 9, "degrees celsius", time, time);
        }
        assertThat((long) device.toBytes().length)
                .isLessThan(OF_A_DEVICE
                        + cost.bytesPerDevice()
                        + cost.spans().get(0).bytesAt(0.5))
                .isGreaterThan(cost.spans().get(0).bytesAt(0.25));
    }

    @Test
    void isWrittenAsAPersonReadsIt() {
        assertThat(RuleCost.of(ruleOf("mean(value, 10m) > pressure and max(pressure, 7d) < 2")))
                .asString()
                .matches("drifting: \\d+ bytes a device"
                        + " \\+ 16 bytes a reading of temperature within 10m \\(9\\.6 kB at one a second\\)"
                        + " \\+ up to 16 bytes a reading of pressure within 7d"
                        + " \\(at most 9\\.7 MB at one a second\\)");
        assertThat(RuleCost.of(ruleOf("count(value, 500ms) > 1"))).asString().endsWith("(16 bytes at one a second)");
    }
}
