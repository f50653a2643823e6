package io.vigie.bootstrap.configuration.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vigie.bootstrap.configuration.ConfigurationDirectory;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PipelineProblemsTest {

    private static final String PIPELINE = "pipeline: p";
    private static final String SOURCE = "source: { json: { path: in } }";
    private static final String SINKS = "sinks: { readings: { delta: { path: out/readings } } }";
    private static final String CHECKPOINT = "checkpoint: out/checkpoint";

    @TempDir
    Path directory;

    private ConfigurationDirectory files;

    @BeforeEach
    void aDirectoryWithRules() {
        files = new ConfigurationDirectory(directory)
                .with(
                        "rules.yaml",
                        "rules: [ { id: a, metric: m, raise: [ { severity: minor, when: value > 1 } ] } ]\n");
    }

    /** Lines in the place of those of the same key, a § where the problem is, and the problem. */
    static Stream<Arguments> lines() {
        return Stream.of(
                arguments(
                        "pipeline: §two words",
                        "expected a name of 1 to 128 of the characters A-Z a-z 0-9 . _ -, found `two words`"),
                arguments(
                        "pipeline: §[]",
                        "expected a name of 1 to 128 of the characters A-Z a-z 0-9 . _ -, found a list"),
                arguments("§sorce: in", "unknown key `sorce`; did you mean `source`?"),
                arguments("§sinkss: in", "unknown key `sinkss`; did you mean `sinks`?"),
                arguments(
                        "§colour: red",
                        "unknown key `colour`; known here: pipeline, source, payload, time, limits, forgetDevicesAfter, rules,"
                                + " windows, sinks, trigger, checkpoint, maintenance, storage, spark, metrics"),
                arguments(
                        "metrics: §9464",
                        "expected a mapping such as { address: \"127.0.0.1:9464\" }, or {} for this address, found"
                                + " `9464`"),
                arguments("metrics: { §adress: x }", "unknown key `adress`; did you mean `address`?"),
                arguments(
                        "metrics: { address: §localhost }",
                        "expected host:port such as 127.0.0.1:9464, found `localhost`; 0.0.0.0 stands for every"
                                + " address of this machine, port 0 for one that is free"),
                arguments(
                        "metrics: { address: §\"http://localhost:9464\" }",
                        "`http://localhost:9464` has a protocol: write host:port such as 127.0.0.1:9464"),
                arguments(
                        "metrics: { address: §\"localhost:65536\" }",
                        "a port is from 0 to 65535, `localhost:65536` has 65536"),
                arguments("metrics: { stalledAfter: §0s }", "expected a duration from 1s to 1d, found `0s`"),
                arguments("source: §{}", "give one of json, kafka, eventhubs and delta"),
                arguments("source: §in", "expected a mapping such as { json: { path: in } }, found `in`"),
                arguments("source: { §jsn: { path: in } }", "unknown key `jsn`; did you mean `json`?"),
                arguments(
                        "source: { json: { path: in }, §delta: { path: old } }",
                        "`delta` beside `json`: give one of them"),
                arguments("source: { §eventhub: { } }", "unknown key `eventhub`; did you mean `eventhubs`?"),
                arguments("source: { json: §{ maxFilesPerTrigger: 3 } }", "`path` is missing"),
                arguments("source: { json: { path: §\"\" } }", "the path is empty"),
                arguments("source: { json: { path: §[in] } }", "expected a path, found a list"),
                arguments(
                        "source: { json: { path: in, maxFilesPerTrigger: §0 } }",
                        "expected a whole number from 1 to 2147483647, found 0"),
                arguments(
                        "source: { json: { path: in, options: { §maxFilesPerTrigger: 3 } } }",
                        "`maxFilesPerTrigger` is not yours to set: write `maxFilesPerTrigger` beside `options` instead"),
                arguments(
                        "source: { json: { path: in, options: { §ignoreMissingFiles: true } } }",
                        "`ignoreMissingFiles` is not yours to set: readings would be lost unseen"),
                arguments(
                        "source: { json: { path: in, options: { §multiLine: true } } }",
                        "`multiLine` is not yours to set: it would do nothing: how messages lie in a file is found out, or `layout` says it"),
                arguments(
                        "source: { json: { path: in, options: { §badRecordsPath: x } } }",
                        "`badRecordsPath` is no option of files here: there are pathGlobFilter, modifiedAfter, modifiedBefore, maxBytesPerTrigger and recursiveFileLookup"),
                arguments(
                        "source: { json: { path: in, layout: §tree } }",
                        "expected one of lines, array, values, found `tree`"),
                arguments(
                        "source: { json: { path: in, after: §move } }",
                        "expected one of keep, delete, archive, found `move`"),
                arguments(
                        "source: { json: { path: in, archive: §old } }",
                        "nothing goes there: write `after: archive` beside it"),
                arguments(
                        "source: { json: { path: in, after: archive, archive: §in/old } }",
                        "this path is, holds or lies in `path`: what was read would be read again"),
                arguments(
                        "source: { json: §{ path: \"in/*.json\", after: archive } }",
                        "`after: archive` of a glob needs `archive`, the directory that files go to"),
                arguments(
                        "source: { delta: { path: in, §options: { } } }",
                        "unknown key `options`; known here: path, table, maxFilesPerTrigger"),
                arguments("source: { delta: §{ maxFilesPerTrigger: 3 } }", "give one of path and table"),
                arguments(
                        "source: { delta: { path: in, §table: main.iot.readings } }",
                        "`table` beside `path`: give one of them"),
                arguments(
                        "source: { delta: { §tabel: main.iot.readings } }",
                        "unknown key `tabel`; did you mean `table`?"),
                arguments("sinks: { readings: { delta: §{} } }", "give one of path and table"),
                arguments(
                        "sinks: { readings: { delta: { table: a.b.c, §path: out } } }",
                        "`path` beside `table`: give one of them"),
                arguments(
                        "sinks: { readings: { delta: { table: §readings } } }",
                        "a table's name is schema.table or catalog.schema.table"),
                arguments(
                        "sinks: { readings: { delta: { table: §a.b.c.d } } }",
                        "a table's name is schema.table or catalog.schema.table"),
                arguments("sinks: { readings: { delta: { table: §a..c } } }", "a part of the table's name is empty"),
                arguments(
                        "sinks: { readings: { delta: { table: §out/readings } } }",
                        "this is a path, not the name of a table: write `path`, or a name such as main.iot.readings"),
                arguments(
                        "sinks: { readings: { delta: { table: §\"`a`.b\" } } }",
                        "a table's name is written without backquotes"),
                arguments(
                        "sinks: { readings: { delta: { table: §a.b c } } }",
                        "a table's name has no spaces and no control characters"),
                arguments("payload: §flat", "expected a mapping such as { format: flat }, found `flat`"),
                arguments(
                        "payload: { format: §flt }",
                        "expected one of flat, wide, senml, found `flt`; did you mean `flat`?"),
                arguments("payload: { maxBytes: §1MB }", "expected a whole number from 1 to 1073741824, found `1MB`"),
                arguments("payload: { time: { §units: s } }", "unknown key `units`; did you mean `unit`?"),
                arguments(
                        "payload: { time: { unit: §seconds } }",
                        "expected one of s, ms, us, ns, ticks, found `seconds`"),
                arguments(
                        "payload: { time: { zone: §Europe/Pariss } }",
                        "expected a time zone such as Europe/Paris or +01:00, found `Europe/Pariss`; did you mean"
                                + " `Europe/Paris`?"),
                arguments(
                        "payload: { time: §arival }",
                        "expected `arrival`, or a mapping such as { unit: s } or { zone: Europe/Paris }, found `arival`;"
                                + " did you mean `arrival`?"),
                arguments(
                        "payload: { format: senml, §time: arrival }",
                        "`time` is for flat and wide messages: how SenML writes times is settled by RFC 8428; leave it"
                                + " out"),
                arguments("payload: { maxRejectedShare: §10% }", "expected a number from 0 to 1, found `10%`"),
                arguments("payload: { maxRejectedShare: §1.01 }", "expected a number from 0 to 1, found `1.01`"),
                arguments("payload: { maxRejectedShare: §0x1p-1 }", "expected a number from 0 to 1, found `0x1p-1`"),
                arguments(
                        "time: { outOfOrder: §10 }",
                        "`10` has no unit; write 10s for seconds, or another of ms, m, h, d"),
                arguments("time: { late: §-1s }", "`-1s` is negative; a duration is not"),
                arguments("time: { future: §367d }", "expected a duration from 0s to 366d, found `367d`"),
                arguments(
                        "time: { §lateness: 1h }",
                        "unknown key `lateness`; known here: outOfOrder, late, future, past, duplicates, arrival"),
                arguments(
                        "limits: §1000",
                        "expected a mapping such as { metricsPerDevice: 10000, devices: 1000000 }, found `1000`"),
                arguments("limits: { §metrics: 5 }", "unknown key `metrics`; known here: metricsPerDevice, devices"),
                arguments("limits: { metricsPerDevice: §0 }", "expected a whole number from 1 to 1000000000, found 0"),
                arguments("limits: { devices: §1e6 }", "expected a whole number from 1 to 1000000000, found `1e6`"),
                arguments(
                        "forgetDevicesAfter: §90",
                        "`90` has no unit; write 90s for seconds, or another of ms, m, h, d"),
                arguments("forgetDevicesAfter: §10ms", "expected a duration from 1s to 36600d, found `10ms`"),
                arguments("rules: §nowhere.yaml", "there is no such file"),
                arguments("rules: §.", "this is a directory; name a file"),
                arguments(
                        "rules: §nowhere://c/rules.yaml", "cannot read the file: No FileSystem for scheme \"nowhere\""),
                arguments("rules: §{ a: 1 }", "expected a list of rules or the path of a rules file, found a mapping"),
                arguments("sinks: §{}", "no sink here: a pipeline writes one output or more"),
                arguments("sinks: { readings: §[] }", "no sink here: give one, or leave the output out"),
                arguments(
                        "sinks: { readings: §out }",
                        "expected a sink such as { delta: { path: out/readings } }, found `out`"),
                arguments(
                        "sinks: { readings: { delta: §out } }",
                        "expected a mapping such as { path: out/readings } or { table: main.iot.readings }, found `out`"),
                arguments(
                        "sinks: { §reading: { delta: { path: x } } }",
                        "unknown key `reading`; did you mean `readings`?"),
                arguments("windows: §[]", "no window here: give one or more"),
                arguments(
                        "windows: §1m",
                        "expected a list of windows such as { name: per-minute, tumbling: 1m, aggregates: [mean] }, found `1m`"),
                arguments("windows: [ §{ tumbling: 1m, aggregates: [mean] } ]", "`name` is missing"),
                arguments(
                        "windows: [ §{ name: a, aggregates: [mean] } ]",
                        "give one of tumbling, hopping and session, such as tumbling: 1m"),
                arguments("windows: [ §{ name: a, tumbling: 1m } ]", "`aggregates` is missing"),
                arguments(
                        "windows: [ { name: a, tumbling: 1m, §sesion: { gap: 1m }, aggregates: [mean] } ]",
                        "unknown key `sesion`; did you mean `session`?"),
                arguments(
                        "windows: [ { name: a, tumbling: 1m, §session: { gap: 1m }, aggregates: [mean] } ]",
                        "`session` beside `tumbling`: give one of them"),
                arguments(
                        "windows: [ { name: a, tumbling: §0s, aggregates: [mean] } ]",
                        "expected a duration from 1ms to 366d, found `0s`"),
                arguments(
                        "windows: [ { name: a, session: §5m, aggregates: [mean] } ]",
                        "expected a mapping such as { gap: 5m }, found `5m`"),
                arguments(
                        "windows: [ { name: a, hopping: { size: 1m, every: §2m }, aggregates: [mean] } ]",
                        "`every` 2m is longer than `size` 1m: readings would fall between the windows; make it shorter"),
                arguments(
                        "windows: [ { name: a, hopping: { size: 1h, every: §1s }, aggregates: [mean] } ]",
                        "a reading would be in more than 1000 windows of 1h every 1s; make `every` longer"),
                arguments("windows: [ { name: a, hopping: §{ size: 1h }, aggregates: [mean] } ]", "`every` is missing"),
                arguments(
                        "windows: [ { name: a, tumbling: 1m, aggregates: §[] } ]",
                        "no aggregate here: give one or more of count, sum, min, max, mean, stddev or a percentile such as p50, p99 or p99.9"),
                arguments(
                        "windows: [ { name: a, tumbling: 1m, aggregates: [mean, §maen] } ]",
                        "expected count, sum, min, max, mean, stddev or a percentile such as p50, p99 or p99.9, found `maen`; did you mean `mean`?"),
                arguments(
                        "windows: [ { name: a, tumbling: 1m, aggregates: [§p101] } ]",
                        "expected count, sum, min, max, mean, stddev or a percentile such as p50, p99 or p99.9, found `p101`"),
                arguments(
                        "windows: [ { name: a, tumbling: 1m, aggregates: [p50, min, §p50.0] } ]",
                        "p50 is asked for already; give it once"),
                arguments(
                        "windows: [ { name: a, tumbling: 1m, aggregates: [mean], metrics: §[] } ]",
                        "no metric here: give one or more, or leave `metrics` out for all"),
                arguments(
                        "sinks: { §windows: { delta: { path: x } } }",
                        "this sink needs `windows`: say which windows, or leave the sink out"),
                arguments(
                        "sinks: { readings: { §eventhub: { } } }", "unknown key `eventhub`; did you mean `eventhubs`?"),
                arguments(
                        "sinks: { §alarms: { delta: { path: x } } }",
                        "alarms need `rules`: name a rules file, or leave this sink out"),
                arguments(
                        "sinks: { §violations: { delta: { path: x } } }",
                        "violations need `rules`: name a rules file, or leave this sink out"),
                arguments(
                        "trigger: §availableNow",
                        "expected a mapping such as { availableNow: true } or { every: 1s }, found `availableNow`"),
                arguments("trigger: §{}", "give one of availableNow, every and continuous"),
                arguments(
                        "trigger: { availableNow: §false }",
                        "`availableNow` is true or not given; for a pipeline that goes on, write { every: 1s }"),
                arguments("trigger: { continuous: §50ms }", "expected a duration from 100ms to 1d, found `50ms`"),
                arguments("trigger: { every: §2d }", "expected a duration from 0s to 1d, found `2d`"),
                arguments(
                        "trigger: { every: 1s, §availableNow: true }",
                        "`availableNow` beside `every`: give one of them"),
                arguments("checkpoint: §\" \"", "the path is empty"),
                arguments("checkpoint: §file:relative", "the path of a URI is absolute: write file:/..."),
                arguments(
                        "checkpoint: §\"s3a://user:pass@bucket/x\"",
                        "a path does not carry a password: it is shown in logs; give it under `storage` or `spark`"),
                arguments(
                        "checkpoint: §\"wasb://c@a/x?sig=abc\"",
                        "a path is shown in logs: give the key under `storage` or `spark`, as ${env:NAME} or ${file:PATH}"),
                arguments("spark: §[]", "expected a mapping of Spark's settings, found a list"),
                arguments(
                        "spark: { §shuffle.partitions: 4 }",
                        "Spark's settings start with `spark.`, `shuffle.partitions` does not"),
                arguments(
                        "spark: { spark.a: §[4] }",
                        "expected a value, in quotes where it is not one word, found a list"),
                arguments("spark: { spark.a: 1, §spark.a: 2 }", "`spark.a` is given twice; the first is on line 5"),
                arguments(
                        "spark: { §spark.sql.streaming.checkpointLocation: x }",
                        "`spark.sql.streaming.checkpointLocation` is not yours to set:"
                                + " write `checkpoint` beside `spark` instead"),
                arguments(
                        "spark: { §spark.sql.files.ignoreCorruptFiles: true }",
                        "`spark.sql.files.ignoreCorruptFiles` is not yours to set: readings would be lost unseen"),
                arguments(
                        "spark: { §spark.redaction.regex: x }",
                        "`spark.redaction.regex` is not yours to set: secrets could reach logs"),
                arguments(
                        "spark: { §spark.sql.session.timeZone: Europe/Paris }",
                        "`spark.sql.session.timeZone` is not yours to set: times in tables are UTC"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void aLineThatIsWrongHasOneProblemAtItsPlace(String line, String problem) {
        String key = line.replace("§", "").replaceFirst(":.*", "");
        String others = Stream.of(PIPELINE, SOURCE, SINKS, CHECKPOINT)
                .map(other -> other.startsWith(key + ":") ? "# " + key + " is below\n" : other + "\n")
                .reduce("", String::concat);
        assertThat(files.with("p.yaml", others + line.replace("§", "") + "\n").check("p.yaml"))
                .containsExactly("p.yaml:5:" + (line.indexOf('§') + 1) + ": " + problem);
    }

    @Test
    void keysThatMustBeThereAreMissedAtTheTop() {
        assertThat(files.with("p.yaml", "# a comment\npayload: { format: flat }\nsource: {}\n")
                        .check("p.yaml"))
                .containsExactly(
                        "p.yaml:2:1: `pipeline` is missing",
                        "p.yaml:2:1: `sinks` is missing",
                        "p.yaml:2:1: `checkpoint` is missing",
                        "p.yaml:3:9: give one of json, kafka, eventhubs and delta");
    }

    @Test
    void tablesOfOneNameAreRefused() {
        assertThat(files.with("p.yaml", """
                                pipeline: p
                                source: { delta: { table: main.iot.readings } }
                                sinks:
                                  readings: [ { delta: { table: main.iot.copy } }, { delta: { table: Main.IoT.Copy } } ]
                                  windows: { delta: { table: iot.readings } }
                                  rejected: { delta: { table: other.iot.readings } }
                                windows: [ { name: a, tumbling: 1m, aggregates: [mean] } ]
                                checkpoint: out
                                """).check("p.yaml"))
                .containsExactly(
                        "p.yaml:4:70: the sink on line 4 writes a table of this name: each sink has a table of its own",
                        "p.yaml:5:30: the source on line 2 reads a table of this name: the pipeline would read what it"
                                + " writes",
                        "p.yaml:6:31: the sink on line 5 writes a table of this name: each sink has a table of its own");
    }

    @Test
    void placesThatLieInOneAnotherAreRefused() {
        assertThat(files.with("p.yaml", """
                                pipeline: p
                                source: { json: { path: "in/*/2026" } }
                                rules: rules.yaml
                                sinks:
                                  readings: [ { delta: { path: out/readings } }, { delta: { path: ./out//readings/ } } ]
                                  alarms: { delta: { path: out/readings/alarms } }
                                  rejected: { delta: { path: in/lyon/2026/rejected } }
                                checkpoint: out
                                """).check("p.yaml"))
                .containsExactly(
                        "p.yaml:5:67: this path is, holds or lies in the one on line 5, which is another sink's:"
                                + " each sink has a place of its own",
                        "p.yaml:6:28: this path is, holds or lies in the one on line 5, which is another sink's:"
                                + " each sink has a place of its own",
                        "p.yaml:7:30: this path is, holds or lies in the one on line 2, which is the source's:"
                                + " the pipeline would read what it writes",
                        "p.yaml:8:13: this path is, holds or lies in the one on line 5, which is a sink's:"
                                + " the checkpoint has a place of its own");
    }

    @Test
    void problemsInTheRulesFileHaveTheirPlacesThere() {
        files.with("rules/bad.yaml", "rules:\n  - id: a\n    raise: []\n    metrik: m\n");
        assertThat(files.with("p.yaml", """
                                pipeline: p
                                source: { json: { path: in } }
                                rules: rules/bad.yaml
                                sinks: { alarms: { delta: { path: out/alarms } } }
                                checkpont: out/checkpoint
                                """).check("p.yaml"))
                .containsExactly(
                        "p.yaml:1:1: `checkpoint` is missing",
                        "p.yaml:5:1: unknown key `checkpont`; did you mean `checkpoint`?",
                        "rules/bad.yaml:3:12: `raise` has no entry; a rule needs one that says when to raise an alarm",
                        "rules/bad.yaml:4:5: unknown key `metrik`; did you mean `metric`?");
    }

    @Test
    void theExampleOfTheWholeContractIsInOrder() {
        assertThat(files.with("p.yaml", """
                                pipeline: boilers
                                source:                                       # exactly one
                                  json: { path: in, maxFilesPerTrigger: 100 }
                                  # kafka: { servers: "localhost:9092", topic: readings, startingOffsets: earliest, maxRecordsPerTrigger: 100000, options: { } }
                                  # eventhubs: { connectionString: "${env:EVENTHUB}", consumerGroup: "$Default", protocol: amqp, startingPosition: earliest }
                                  # delta: { path: out/readings }
                                payload: { format: flat }
                                time: { outOfOrder: 10s, late: 1h, future: 5m }
                                rules: rules.yaml
                                windows:
                                  - { name: per-minute, tumbling: 1m, aggregates: [count, min, max, mean, stddev] }
                                  - { name: trend, hopping: { size: 10m, every: 1m }, aggregates: [mean] }
                                  - { name: bursts, session: { gap: 5m }, aggregates: [count, max] }
                                sinks:                                        # each a sink or a list of sinks; an output without a sink is not computed
                                  readings: { delta: { path: out/readings } }
                                  alarms: [ { delta: { path: out/alarms } }, { kafka: { servers: "localhost:9092", topic: alarms } } ]
                                  windows: { delta: { path: out/windows } }
                                  rejected: { delta: { path: out/rejected } }
                                trigger: { availableNow: true }               # or { every: 1s }, or { continuous: 1s }
                                checkpoint: out/checkpoint
                                spark: { spark.sql.shuffle.partitions: 4 }
                                """).check("p.yaml"))
                .containsExactly("ok, a pipeline, 1 rule, 3 windows, writes readings, alarms, windows and rejected");
    }

    @Test
    void windowsOfOneNameAreToldApart() {
        assertThat(files.with("p.yaml", """
                                pipeline: p
                                source: { json: { path: in } }
                                windows:
                                  - { name: a, tumbling: 1m, aggregates: [mean] }
                                  - { name: a, tumbling: 2m, aggregates: [mean] }
                                sinks: { windows: { delta: { path: out } } }
                                checkpoint: cp
                                """).check("p.yaml"))
                .containsExactly("p.yaml:5:13: another window has the name `a`, on line 4");
    }
}
