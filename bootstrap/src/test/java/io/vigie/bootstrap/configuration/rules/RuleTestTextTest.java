package io.vigie.bootstrap.configuration.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.HashMap;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.application.history.ArrivedReading;
import io.vigie.application.memory.MemoryEngine;
import io.vigie.application.ruletest.ExpectedTransition;
import io.vigie.application.ruletest.RuleTest;
import io.vigie.application.ruletest.RuleTestRunner;
import io.vigie.application.ruletest.RuleTestText;
import io.vigie.application.ruletest.RuleTests;
import io.vigie.bootstrap.configuration.ConfigurationDirectory;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.reading.SensorReading;
import io.vigie.domain.rule.EntryDraft;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.RuleDraft;
import io.vigie.domain.rule.Rules;
import io.vigie.domain.rule.Severity;
import io.vigie.domain.rule.expression.Condition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that {@link RuleTestText} wrote is read as what was written. */
class RuleTestTextTest {

    private static final List<String> NAMES = List.of(
            "temperature",
            "a b",
            "\"quoted\"",
            "back\\slash",
            "${env:HOME}",
            "$${x}",
            "{device}: #1, [x]",
            "é\u00A0漢字",
            "line\nbreak\ttab",
            "\u0085\u2028\uFEFF\u0007",
            "😀",
            "yes",
            "0x10",
            "`tick`",
            "~",
            " blank ");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path directory;

    private ConfigurationDirectory files;

    @BeforeEach
    void anEmptyDirectory() {
        files = new ConfigurationDirectory(directory);
    }

    @Test
    void theTextIsForPeopleToo() {
        RuleBook rules = Rules.rules(Rules.rule("high")
                .metric("m")
                .devices("boiler-*")
                .raise(
                        Severity.MINOR,
                        Rules.when("value > 80").heldFor(Duration.ofSeconds(30)).until("value < 75"))
                .raise(Severity.MAJOR, Rules.silentFor(Duration.ofMinutes(10)))
                .raise(Severity.MINOR, Rules.when("value > 90").until("value < 75", Duration.ofMinutes(5)))
                .raise(
                        Severity.MINOR,
                        Rules.when("value > 95")
                                .times(2)
                                .holds(Duration.ofMinutes(10))
                                .keepingUndefined())
                .clearAfter(Duration.ofMinutes(1))
                .message("{device} is \"hot\"")
                .shadow()
                .build());
        RuleTest test = RuleTest.of(
                "a case",
                new TimePolicy(Duration.ofSeconds(10), Duration.ofHours(1), Duration.ofMinutes(5)),
                Vector.of(new ArrivedReading(
                        new SensorReading(
                                new DeviceId("boiler-1"),
                                new Metric("m"),
                                81.5,
                                Option.some("celsius"),
                                START,
                                HashMap.empty()),
                        START.plusSeconds(2))),
                Option.some(START.plusSeconds(60)),
                Vector.empty());
        assertThat(RuleTestText.of(new RuleTests(rules, Vector.of(test)))).isEqualTo("""
                rules:
                  - id: "high"
                    metric: "m"
                    devices: "boiler-*"
                    raise:
                      - { severity: minor, when: "value > 80", for: 30s, until: "value < 75" }
                      - { severity: major, silent: 10m }
                      - { severity: minor, when: "value > 90", until: { when: "value < 75", for: 5m } }
                      - { severity: minor, when: "value > 95", times: 2, holds: 10m, undefined: keep }
                    clear: { for: 1m }
                    message: "{device} is \\"hot\\""
                    shadow: true
                tests:
                  - name: "a case"
                    time: { outOfOrder: 10s, late: 1h, future: 5m }
                    order: written
                    readings:
                      - { device: "boiler-1", metric: "m", unit: "celsius", start: "2026-01-01T00:00:00Z", every: 1s, arrives: "2026-01-01T00:00:02Z", values: "81.5" }
                    end: "2026-01-01T00:01:00Z"
                    expect: []
                """);
    }

    @Test
    void whateverIsWrittenIsReadAsTheSameAndItsTestsPass() {
        for (int seed = 0; seed < 200; seed++) {
            RuleTests written = randomCase(new Random(seed));
            RuleTests read = files.with("case.yaml", RuleTestText.of(written)).tests("case.yaml");
            assertThat(read.rules()).as("rules of seed %s", seed).isEqualTo(written.rules());
            RuleTest one = written.tests().head();
            RuleTest other = read.tests().head();
            assertThat(other.messages().asJava())
                    .as("readings of seed %s", seed)
                    .isEqualTo(one.messages().asJava());
            assertThat(other.expect().asJava())
                    .as("expectations of seed %s", seed)
                    .isEqualTo(one.expect().asJava());
            assertThat(List.of(other.name(), other.time(), other.order(), other.end()))
                    .as("test of seed %s", seed)
                    .isEqualTo(List.of(one.name(), one.time(), one.order(), one.end()));
            assertThat(new RuleTestRunner().test(read, outcome -> {}).failed())
                    .as("failures of seed %s", seed)
                    .isZero();
        }
    }

    private static RuleTests randomCase(Random random) {
        RuleBook rules = Rules.rules(randomRule("first " + name(random), random), randomRule("second", random));
        TimePolicy time = new TimePolicy(
                Duration.ofSeconds(random.nextInt(3) * 10L), Duration.ofSeconds(30), Duration.ofSeconds(40));
        Seq<ArrivedReading> arrivals = Vector.fill(random.nextInt(40), () -> randomReading(random));
        Option<Instant> end = Option.when(random.nextBoolean(), () -> START.plusSeconds(2_000));
        RuleTest drawn = RuleTest.of("drawn", time, arrivals, end, Vector.empty());
        Seq<AlarmTransition> transitions = MemoryEngine.run(rules, time, drawn.messages(), drawn.clockEnd())
                .transitionsByEventTime();
        return new RuleTests(
                rules,
                Vector.of(RuleTest.of(
                        "case " + name(random), time, arrivals, end, transitions.map(ExpectedTransition::exactly))));
    }

    private static Rule randomRule(String id, Random random) {
        RuleDraft draft = Rules.rule(id).metric(name(random));
        for (int entry = 0; entry <= random.nextInt(3); entry++) {
            draft = draft.raise(Severity.ofRank(random.nextInt(4)), randomEntry(random));
        }
        draft = random.nextBoolean() ? draft.clearAfter(Duration.ofMillis(random.nextInt(60_000))) : draft;
        draft = random.nextBoolean() ? draft.message("{device} ${value} \"{value}\" \\ #") : draft;
        return (random.nextBoolean() ? draft.shadow() : draft).build();
    }

    private static EntryDraft randomEntry(Random random) {
        double limit = random.nextInt(5) == 0 ? random.nextGaussian() * 1e-7 : random.nextInt(100) - 50;
        int kind = random.nextInt(5);
        EntryDraft entry = switch (kind) {
            case 0 -> Rules.when(Rules.value().above(limit));
            case 1 -> Rules.when(Rules.value().below(limit)).heldFor(Duration.ofMillis(1 + random.nextInt(90_000)));
            case 2 ->
                Rules.when(Rules.mean(name(random), Duration.ofSeconds(20)).atLeast(limit))
                        .times(2);
            case 3 ->
                Rules.when(Rules.metric(name(random)).between(limit, limit + 30))
                        .times(2)
                        .within(Duration.ofSeconds(45));
            default -> Rules.silentFor(Duration.ofSeconds(1 + random.nextInt(60)));
        };
        Condition until = Rules.value().below(-random.nextDouble() * 40);
        Duration ending = Duration.ofMillis(1 + random.nextInt(30_000));
        EntryDraft ended = switch (random.nextInt(5)) {
            case 0, 1 -> entry.until(until);
            case 2 -> entry.until(until, ending);
            case 3 -> kind == 1 || kind == 4 ? entry : entry.holds(ending);
            default -> entry;
        };
        return kind < 4 && random.nextInt(3) == 0 ? ended.keepingUndefined() : ended;
    }

    private static ArrivedReading randomReading(Random random) {
        Instant measured = START.plusMillis(random.nextInt(10) * 10_000L).plusNanos(random.nextInt(3) * 1_000L);
        double value = switch (random.nextInt(4)) {
            case 0 -> -0.0;
            case 1 -> random.nextGaussian() * 1e17;
            default -> random.nextInt(100) - 50;
        };
        SensorReading reading = new SensorReading(
                new DeviceId(random.nextBoolean() ? "d" : "d2"),
                new Metric(name(random)),
                value,
                Option.when(random.nextBoolean(), () -> name(random)),
                measured,
                HashMap.empty());
        return new ArrivedReading(reading, measured.plusSeconds(random.nextInt(4) * 20L - 60));
    }

    private static String name(Random random) {
        return NAMES.get(random.nextInt(NAMES.size()));
    }
}
