package io.vigie.bootstrap.configuration.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.HashMap;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.List;
import io.vavr.control.Option;
import io.vigie.application.plan.AfterReading;
import io.vigie.application.plan.FileLayout;
import io.vigie.application.plan.MetricsPlan;
import io.vigie.application.plan.PayloadFormat;
import io.vigie.application.plan.PayloadPlan;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.plan.TriggerPlan;
import io.vigie.bootstrap.configuration.ConfigurationDirectory;
import io.vigie.domain.monitor.FleetLimits;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.rule.DevicePattern;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.text.DurationText;
import io.vigie.domain.window.Aggregate;
import io.vigie.domain.window.MetricPattern;
import io.vigie.domain.window.WindowBook;
import io.vigie.domain.window.WindowDefinition;
import io.vigie.domain.window.WindowSpec;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineFilesTest {

    @TempDir
    Path directory;

    private ConfigurationDirectory files;

    @BeforeEach
    void aDirectory() {
        files = new ConfigurationDirectory(directory);
    }

    @Test
    void aPipelineIsReadWordForWord() {
        files.with(
                "conf/rules.yaml",
                "rules: [ { id: hot, metric: m, raise: [ { severity: minor, when: value > 1 } ] } ]\n");
        files.with("conf/p.yaml", """
                pipeline: boilers
                source:
                  json: { path: ../in, maxFilesPerTrigger: 100, options: { recursiveFileLookup: true } }
                payload: { format: wide, maxBytes: 65536, maxRejectedShare: 0.5 }
                time: { outOfOrder: 10s, late: 2h, future: 500ms, past: 36500d }
                limits: { metricsPerDevice: 50, devices: 2000 }
                forgetDevicesAfter: 90d
                rules: rules.yaml
                sinks:
                  rejected: { delta: { path: /data/rejected } }
                  readings: { delta: { path: out/readings } }
                  alarms: [ { delta: { path: out/alarms } }, { delta: { path: "abfss://tables@acc.dfs.core.windows.net/alarms" } } ]
                trigger: { every: 1s }
                checkpoint: out/checkpoint
                spark: { spark.sql.shuffle.partitions: 4, spark.sql.adaptive.enabled: false }
                """);
        PipelinePlan plan = files.pipeline("conf/p.yaml");
        assertThat(plan)
                .isEqualTo(PipelinePlan.named("boilers")
                        .source(new SourcePlan.JsonFiles(
                                at("in"),
                                100,
                                LinkedHashMap.of("recursiveFileLookup", SettingValue.plain("true")),
                                "../in",
                                true,
                                FileLayout.FOUND,
                                new AfterReading.Keep()))
                        .payload(new PayloadPlan(PayloadFormat.WIDE, 65_536, 0.5))
                        .time(new TimePolicy(
                                Duration.ofSeconds(10),
                                Duration.ofHours(2),
                                Duration.ofMillis(500),
                                Option.some(Duration.ofDays(36_500))))
                        .rules(files.rules("conf/rules.yaml"))
                        .readingsTo(new SinkPlan.DeltaTable(at("conf/out/readings")))
                        .alarmsTo(
                                new SinkPlan.DeltaTable(at("conf/out/alarms")),
                                new SinkPlan.DeltaTable("abfss://tables@acc.dfs.core.windows.net/alarms"))
                        .rejectedTo(new SinkPlan.DeltaTable("/data/rejected"))
                        .trigger(new TriggerPlan.Every(Duration.ofSeconds(1)))
                        .checkpoint(at("conf/out/checkpoint"))
                        .engineSettings(LinkedHashMap.of(
                                "spark.sql.shuffle.partitions",
                                SettingValue.plain("4"),
                                "spark.sql.adaptive.enabled",
                                SettingValue.plain("false")))
                        .limits(new FleetLimits(50, 2_000, Option.some(Duration.ofDays(90))))
                        .build());
        assertThat(plan.rules().rules().map(rule -> rule.id())).containsExactly(new RuleId("hot"));
    }

    @Test
    void whatIsLeftOutIsAsInADraft() {
        files.with("p.yaml", """
                pipeline: p
                source: { delta: { path: "file:/data/readings" } }
                sinks: { readings: { delta: { path: out } } }
                checkpoint: cp
                """);
        assertThat(files.pipeline("p.yaml"))
                .isEqualTo(PipelinePlan.named("p")
                        .source(new SourcePlan.DeltaTable("file:/data/readings"))
                        .readingsTo(new SinkPlan.DeltaTable(at("out")))
                        .checkpoint(at("cp"))
                        .build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "payload: {}", "time: {}", "limits: {}", "spark: {}"})
    void whatSaysNothingIsAsInADraftToo(String section) {
        files.with("p.yaml", """
                pipeline: p
                source: { json: { path: /data/in } }
                %s
                sinks: { rejected: { delta: { path: /data/rejected } } }
                checkpoint: /data/checkpoint
                """.formatted(section));
        assertThat(files.pipeline("p.yaml"))
                .isEqualTo(PipelinePlan.named("p")
                        .source(new SourcePlan.JsonFiles("/data/in"))
                        .rejectedTo(new SinkPlan.DeltaTable("/data/rejected"))
                        .checkpoint("/data/checkpoint")
                        .build());
    }

    @ParameterizedTest
    @CsvSource({"'[LEVEL, MO*]', true", "'[LEVEL]', false", "'\"*\"', false"})
    void rulesMayNameMetricsInCapitalsThatWindowsName(String metrics, boolean isNamed) {
        files.with("rules.yaml", """
                rules:
                  - { id: r, metric: m, raise: [ { severity: minor, when: "value == MODE" } ] }
                """);
        files.with("p.yaml", """
                pipeline: p
                source: { json: { path: in } }
                rules: rules.yaml
                windows: [ { name: w, tumbling: 1m, aggregates: [mean], metrics: %s } ]
                sinks: { alarms: { delta: { path: out } } }
                checkpoint: cp
                """.formatted(metrics));
        assertThat(files.check("p.yaml").get(0).startsWith("ok, ")).isEqualTo(isNamed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ unit: ticks } | Some(TimeNotation[unit=Some(TICKS), zone=None])",
                "{ unit: s, zone: Europe/Paris } | Some(TimeNotation[unit=Some(SECONDS), zone=Some(Europe/Paris)])",
                "{ zone: +01:00 } | Some(TimeNotation[unit=None, zone=Some(+01:00)])",
                "{} | Some(TimeNotation[unit=None, zone=None])",
                "arrival | None",
            })
    void messagesSayHowTheyWriteTheirTimes(String time, String times) {
        files.with("p.yaml", """
                pipeline: p
                source: { json: { path: in } }
                payload: { format: wide, time: %s }
                sinks: { readings: { delta: { path: out } } }
                checkpoint: cp
                """.formatted(time));
        assertThat(files.pipeline("p.yaml").payload().times()).hasToString(times);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | 127.0.0.1 | 9464 | 15m",
                "{ address: \"0.0.0.0:0\" } | 0.0.0.0 | 0 | 15m",
                "{ address: \"[::1]:9000\", stalledAfter: 2m } | [::1] | 9000 | 2m",
            })
    void metricsHaveAnAddress(String metrics, String host, int port, String stalledAfter) {
        files.with("p.yaml", """
                pipeline: p
                source: { json: { path: in } }
                sinks: { readings: { delta: { path: out } } }
                checkpoint: cp
                metrics: %s
                """.formatted(metrics));
        assertThat(files.pipeline("p.yaml").metrics())
                .containsExactly(new MetricsPlan(
                        host, port, DurationText.parse(stalledAfter).get()));
    }

    @Test
    void windowsAreReadWithTheirFilters() {
        files.with("p.yaml", """
                pipeline: p
                source: { json: { path: in } }
                windows:
                  - { name: per-minute, tumbling: 1m, aggregates: [count, stddev, p99.9] }
                  - { name: trend, hopping: { size: 10m, every: 1m }, aggregates: [mean], metrics: "temp*" }
                  - { name: bursts, session: { gap: 5m }, aggregates: [max], metrics: [a, b], devices: "pump-*" }
                sinks: { windows: { delta: { path: out } } }
                checkpoint: cp
                """);
        assertThat(files.pipeline("p.yaml").windows())
                .isEqualTo(WindowBook.of(
                        window(
                                "per-minute",
                                new WindowSpec.Tumbling(Duration.ofMinutes(1)),
                                "count",
                                "stddev",
                                "p99.9"),
                        new WindowDefinition(
                                "trend",
                                new WindowSpec.Hopping(Duration.ofMinutes(10), Duration.ofMinutes(1)),
                                List.of(aggregate("mean")),
                                MetricPattern.of("temp*"),
                                DevicePattern.EVERY),
                        new WindowDefinition(
                                "bursts",
                                new WindowSpec.Session(Duration.ofMinutes(5)),
                                List.of(aggregate("max")),
                                MetricPattern.of("a", "b"),
                                new DevicePattern("pump-*"))));
        assertThat(files.check("p.yaml")).containsExactly("ok, a pipeline, 0 rules, 3 windows, writes windows");
    }

    private static WindowDefinition window(String name, WindowSpec spec, String... aggregates) {
        return WindowDefinition.of(
                name,
                spec,
                List.of(aggregates).map(PipelineFilesTest::aggregate).toJavaArray(Aggregate[]::new));
    }

    private static Aggregate aggregate(String word) {
        return Aggregate.parse(word).get();
    }

    @Test
    void rulesMayStandInThePipelineItself() {
        files.with("p.yaml", """
                pipeline: p
                source: { json: { path: "in/*.json" } }
                rules:
                  - { id: a, metric: m, raise: [ { severity: minor, silent: 1m } ] }
                sinks: { alarms: { delta: { path: in/alarms } } }
                checkpoint: cp
                """);
        assertThat(files.pipeline("p.yaml").rules().rules()).hasSize(1);
    }

    @Test
    void filesMayBeReadAndPutAwayOtherwise() {
        files.with("p.yaml", """
                pipeline: p
                source:
                  json: { path: ./in/, recursive: false, layout: array, after: archive, options: { pathGlobFilter: "*.json" } }
                sinks: { readings: { delta: { path: out } } }
                checkpoint: cp
                """);
        assertThat(files.pipeline("p.yaml").source())
                .isEqualTo(new SourcePlan.JsonFiles(
                        at("in"),
                        1_000,
                        LinkedHashMap.of("pathGlobFilter", SettingValue.plain("*.json")),
                        "in",
                        false,
                        FileLayout.ARRAY,
                        new AfterReading.Archive(at("in") + "-archive")));
    }

    @Test
    void jsonIsYamlToo() {
        files.with("p.json", """
                {"pipeline": "p", "source": {"json": {"path": "in", "maxFilesPerTrigger": 7}},
                 "sinks": {"readings": [{"delta": {"path": "out"}}]}, "checkpoint": "cp"}
                """);
        assertThat(files.pipeline("p.json").source())
                .isEqualTo(new SourcePlan.JsonFiles(
                        at("in"), 7, LinkedHashMap.empty(), "in", true, FileLayout.FOUND, new AfterReading.Keep()));
    }

    @Test
    void aMappingCanBeSharedByAnchorAndMerge() {
        files.with("p.yaml", """
                pipeline: p
                source: { json: { path: in } }
                sinks: { readings: { delta: { path: out } } }
                checkpoint: cp
                spark:
                  <<: { spark.a: 1, spark.b: 1 }
                  spark.b: 2
                """);
        assertThat(files.pipeline("p.yaml").engineSettings().mapValues(SettingValue::value))
                .isEqualTo(HashMap.of("spark.a", "1", "spark.b", "2"));
    }

    private String at(String name) {
        return directory.toAbsolutePath().resolve(name).toString();
    }
}
