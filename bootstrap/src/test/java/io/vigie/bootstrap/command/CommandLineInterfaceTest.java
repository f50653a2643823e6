package io.vigie.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import io.vigie.application.maintenance.MaintenanceOrder;
import io.vigie.application.pipeline.ScriptedEngine;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.PayloadFormat;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.application.port.out.TelemetryEngine;
import io.vigie.domain.alarm.AlarmId;
import io.vigie.domain.reading.DeviceId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineInterfaceTest {

    private static final String RULES =
            "rules:\n  - { id: hot, metric: temperature, raise: [ { severity: minor, when: \"value > 80\" } ] }\n";

    private static final String CANARY = "c4nary-Zx9";

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<PipelinePlan> ran = new ArrayList<>();
    private final List<Object> orders = new ArrayList<>();

    private Supplier<TelemetryEngine> engine = () -> new ScriptedEngine().opening(ran::add);

    @Test
    void helpIsAResultAndNamesEveryVerb() {
        assertThat(vigie("--help")).isEqualTo(0);
        assertThat(out.toString())
                .contains(
                        "demo",
                        "run",
                        "maintain",
                        "forget",
                        "check",
                        "test",
                        "backtest",
                        "explain",
                        "simulate",
                        "Exit status: 0 done");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void everyVerbHasHelpAndVersion() {
        for (String verb :
                List.of("demo", "run", "maintain", "forget", "check", "test", "backtest", "explain", "simulate")) {
            assertThat(vigie(verb, "--help")).isEqualTo(0);
            assertThat(out.toString()).startsWith("Usage: vigie " + verb);
            assertThat(vigie(verb, "--version")).isEqualTo(0);
            assertThat(out.toString()).startsWith("vigie ");
        }
    }

    @Test
    void aMissingOrMisspeltVerbIsAnErrorOfUsage() {
        assertThat(vigie()).isEqualTo(2);
        assertThat(err.toString()).startsWith("Missing verb").contains("Usage: vigie");
        assertThat(vigie("chekc", "p.yaml")).isEqualTo(2);
        assertThat(err.toString()).contains("chekc", "Did you mean: vigie check");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void wrongOptionsAreErrorsOfUsage() {
        assertThat(vigie("check")).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required parameter: 'FILE.yaml'");
        assertThat(vigie("run", "p.yaml", "--fast")).isEqualTo(2);
        assertThat(err.toString()).contains("Unknown option: '--fast'");
        assertThat(vigie("simulate", "--devices", "many", "--readings", "1", "--dir", "x"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("'many' is not an int");
        assertThat(vigie("simulate", "--devices", "0", "--readings", "1", "--dir", "x"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--devices is 1 or more, not 0");
        assertThat(orders).isEmpty();
    }

    @Test
    void checkOfGoodFilesSaysSoForEach() {
        String pipeline = file("p.yaml", pipeline("checkpoint: cp\n"));
        String rules = file("r.yaml", "rules: [ { id: a, metric: m, raise: [ { severity: minor, silent: 1m } ] } ]\n");
        assertThat(vigie("check", pipeline, rules)).isEqualTo(0);
        assertThat(out.toString())
                .isEqualToNormalizingNewlines(pipeline + ": ok, a pipeline, 0 rules, writes readings\n" + rules
                        + ": ok, 1 rule\n  a: 147 bytes a device\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void checkTellsOfAnAgeThatIsAlwaysZero() {
        String rules = file(
                "r.yaml",
                "rules: [ { id: a, metric: m, raise: [ { severity: minor, when: \"age(value) > 60\" } ] } ]\n");
        assertThat(vigie("check", rules)).isEqualTo(0);
        assertThat(out.toString())
                .endsWith(
                        "  warning: rule a, raise[0]: age(value) is always 0, since it is looked at on readings of that"
                                + " metric alone: let the condition read another metric too, or say `silent`"
                                + System.lineSeparator());
    }

    @Test
    void checkTellsEveryProblemOfEveryFileOnceAsAResult() {
        String rules = file("r.yaml", "rules: [ { id: a } ]\n");
        String pipeline = file("p.yaml", pipeline("checkpoint: cp\nrules: r.yaml\ntriger: 1\n"));
        String good = file("g.yaml", pipeline("checkpoint: cp\n"));
        assertThat(vigie("check", pipeline, rules, good)).isEqualTo(2);
        assertThat(out.toString())
                .isEqualToNormalizingNewlines(pipeline + ":6:1: unknown key `triger`; did you mean `trigger`?\n"
                        + rules + ":1:10: `raise` is missing\n"
                        + good + ": ok, a pipeline, 0 rules, writes readings\n");
    }

    @Test
    void runHasTheEngineRunThePlanAndTellsAnInterruption() {
        assertThat(vigie("run", file("p.yaml", pipeline("checkpoint: cp\n")))).isEqualTo(0);
        assertThat(ran).extracting(PipelinePlan::name).containsExactly("p");
        engine = () -> new ScriptedEngine().opening(plan -> {
            throw sneaky(new InterruptedException());
        });
        assertThat(vigie("run", file("p.yaml", pipeline("checkpoint: cp\n")))).isEqualTo(3);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void runStartsNothingOfAPipelineThatIsWrong() {
        engine = () -> {
            throw new AssertionError("looked up");
        };
        String pipeline = file("p.yaml", pipeline(""));
        assertThat(vigie("run", pipeline)).isEqualTo(2);
        assertThat(err.toString()).isEqualToNormalizingNewlines(pipeline + ":1:1: `checkpoint` is missing\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void anErrorWhileRunningIsOneSentenceWithoutSecrets() {
        engine = () -> new ScriptedEngine().opening(plan -> {
            throw new IllegalStateException("cannot log in\nwith " + CANARY);
        });
        assertThat(vigie("run", file("p.yaml", pipeline("checkpoint: cp\nspark: { spark.a: \"${env:CANARY}\" }\n"))))
                .isEqualTo(3);
        assertThat(err.toString())
                .isEqualToNormalizingNewlines("vigie: unexpected error, IllegalStateException:"
                        + " cannot log in with ${env:CANARY} (set VIGIE_DEBUG=1 to see where it came from)\n");
    }

    @Test
    void tooLittleMemoryIsToldWithWhatToLowerHoweverItIsFound() {
        Throwable ofATask = new IllegalStateException("Job aborted: java.lang.OutOfMemoryError: Java heap space");
        for (Throwable failure :
                List.of(new OutOfMemoryError("Java heap space"), new PipelineFailed("Pipeline p stopped.", ofATask))) {
            engine = () -> new ScriptedEngine().opening(plan -> {
                throw sneaky(failure);
            });
            assertThat(vigie("run", file("p.yaml", pipeline("checkpoint: cp\n"))))
                    .isEqualTo(3);
            assertThat(err.toString().lines())
                    .singleElement()
                    .asString()
                    .startsWith("vigie: Pipeline p ran out of memory")
                    .contains(
                            Runtime.getRuntime().maxMemory() / (1 << 20) + " MiB",
                            "-Xmx",
                            "source.json.maxFilesPerTrigger (1000) or limits.devices (1000000)");
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneaky(Throwable failure) throws T {
        throw (T) failure;
    }

    @Test
    void anErrorTellsNoPartOfALoginToKafka() {
        String login = "options: { kafka.security.protocol: SASL_SSL,"
                + " kafka.sasl.jaas.config: 'a.Plain required password=\"${env:CANARY}\";' }";
        engine = () -> new ScriptedEngine().opening(plan -> {
            throw new PipelineFailed("The broker does not know " + CANARY + ".");
        });
        assertThat(vigie(
                        "run",
                        file(
                                "p.yaml",
                                pipeline("checkpoint: cp\n")
                                        .replace(
                                                "json: { path: in }",
                                                "kafka: { servers: \"a:9092\", topic: t, " + login + " }"))))
                .isEqualTo(3);
        assertThat(err.toString()).isEqualToNormalizingNewlines("vigie: The broker does not know ${env:CANARY}.\n");
        assertThat(vigie(
                        "run",
                        file(
                                "p.yaml",
                                pipeline("checkpoint: cp\n")
                                        .replace(
                                                "delta: { path: out }",
                                                "kafka: { servers: \"a:9092\", topic: t, " + login + " }"))))
                .isEqualTo(3);
        assertThat(err.toString()).isEqualToNormalizingNewlines("vigie: The broker does not know ${env:CANARY}.\n");
    }

    @Test
    void whatAPipelineSaysOfItselfIsToldAsItIs() {
        String pipeline = file("p.yaml", pipeline("checkpoint: cp\n"));
        engine = () -> new ScriptedEngine().opening(plan -> {
            throw new PipelineRefused("The checkpoint is gone.");
        });
        assertThat(vigie("run", pipeline)).isEqualTo(2);
        assertThat(err.toString()).isEqualToNormalizingNewlines("vigie: The checkpoint is gone.\n");
        engine = () -> new ScriptedEngine().opening(plan -> {
            throw new PipelineFailed("The disk is full.");
        });
        assertThat(vigie("run", pipeline)).isEqualTo(3);
        assertThat(err.toString()).isEqualToNormalizingNewlines("vigie: The disk is full.\n");
    }

    @Test
    void anEngineThatIsNotThereStopsBeforeTheStart() {
        engine = () -> {
            throw new NoClassDefFoundError("org/apache/spark/sql/SparkSession");
        };
        assertThat(vigie("run", file("p.yaml", pipeline("checkpoint: cp\n")))).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("vigie: ")
                .contains("org/apache/spark/sql/SparkSession")
                .hasLineCount(1);
    }

    @Test
    void theTraceIsForThoseWhoAskForIt() {
        engine = () -> new ScriptedEngine().opening(plan -> {
            throw new IllegalStateException(CANARY);
        });
        System.setProperty("vigie.debug", "true");
        try {
            vigie("run", file("p.yaml", pipeline("checkpoint: cp\nspark: { spark.a: \"${env:CANARY}\" }\n")));
        } finally {
            System.clearProperty("vigie.debug");
        }
        assertThat(err.toString()).contains("\tat io.vigie.bootstrap.command").doesNotContain(CANARY);
    }

    @Test
    void simulateAndDemoPassTheirOptionsOn() {
        assertThat(vigie("simulate", "--devices", "3", "--readings", "1000", "--seed", "7", "--dir", "there"))
                .isEqualTo(0);
        assertThat(vigie("demo")).isEqualTo(0);
        assertThat(vigie("demo", "--dir", "here")).isEqualTo(0);
        assertThat(orders)
                .containsExactly(
                        List.of(3, 1_000L, 7L, new FleetSimulator.Files(Path.of("there"))),
                        Path.of("vigie-demo"),
                        Path.of("here"));
    }

    @Test
    void simulateWritesToATopicWithTheOptionsOfASink() {
        assertThat(simulate(
                        "--kafka",
                        "a:9092, b:9092",
                        "--topic",
                        "readings",
                        "--dir",
                        "labels",
                        "--option",
                        "kafka.security.protocol=sasl_ssl",
                        "--option",
                        "kafka.sasl.jaas.config=a.Plain required password=\"${env:CANARY}\";"))
                .isEqualTo(0);
        FleetSimulator.Topic target = (FleetSimulator.Topic) ((List<?>) orders.get(0)).get(3);
        assertThat(target.labels()).contains(Path.of("labels"));
        assertThat(target.topic().topic()).isEqualTo("readings");
        assertThat(target.topic().cluster().servers()).isEqualTo("a:9092,b:9092");
        assertThat(target.topic()
                        .cluster()
                        .options()
                        .mapValues(SettingValue::value)
                        .toJavaMap())
                .containsExactly(
                        Map.entry("kafka.security.protocol", "SASL_SSL"),
                        Map.entry("kafka.sasl.jaas.config", "a.Plain required password=\"" + CANARY + "\";"));
        assertThat(simulate("--kafka", "a:9092", "--topic", "readings")).isEqualTo(0);
        assertThat(((FleetSimulator.Topic) ((List<?>) orders.get(1)).get(3)).labels())
                .isEmpty();
    }

    @Test
    void simulateSaysWhereToOrIsAnErrorOfUsage() {
        assertThat(simulate()).isEqualTo(2);
        assertThat(err.toString()).startsWith("Give --dir DIR for files, or --kafka SERVERS --topic T for a topic");
        assertThat(simulate("--kafka", "a:9092")).isEqualTo(2);
        assertThat(err.toString()).startsWith("--kafka needs --topic T");
        for (String[] wrong : List.of(
                new String[] {"--topic", "t", "--dir", "x"},
                new String[] {"--option", "kafka.linger.ms=5", "--dir", "x"},
                new String[] {"--allow-plaintext-password", "--dir", "x"})) {
            assertThat(simulate(wrong)).isEqualTo(2);
            assertThat(err.toString())
                    .startsWith("--topic, --option and --allow-plaintext-password need --kafka SERVERS");
        }
        assertThat(simulate("--kafka", "a:9092", "--topic", "t", "--option", "kafka.linger.ms"))
                .isEqualTo(2);
        assertThat(orders).isEmpty();
    }

    @Test
    void simulateRefusesForATopicWhatAPipelineRefuses() {
        assertThat(simulate(
                        "--kafka",
                        "a",
                        "--topic",
                        "..",
                        "--option",
                        "kafka.acks=0",
                        "--option",
                        "kafka.ssl.key.password=" + CANARY))
                .isEqualTo(2);
        assertThat(err.toString())
                .startsWith("--kafka: `a` has no port; brokers mostly listen at a:9092;"
                        + " `kafka.acks` is all, or left out: else records could be lost with the broker that took them;"
                        + " the value of `kafka.ssl.key.password` may be a secret: give it as ${env:NAME} or ${file:PATH};"
                        + " expected a topic's name of 1 to 249 of the characters A-Z a-z 0-9 . _ -, found `..`")
                .doesNotContain(CANARY);
        assertThat(simulate("--kafka", "a:1", "--topic", "t", "--option", "kafka.security.protocol=SASL_PLAINTEXT"))
                .isEqualTo(2);
        assertThat(orders).isEmpty();
        assertThat(simulate(
                        "--kafka",
                        "a:1",
                        "--topic",
                        "t",
                        "--allow-plaintext-password",
                        "--option",
                        "kafka.security.protocol=SASL_PLAINTEXT"))
                .isEqualTo(0);
    }

    private int simulate(String... more) {
        List<String> arguments = new ArrayList<>(List.of("simulate", "--devices", "3", "--readings", "10"));
        arguments.addAll(List.of(more));
        return vigie(arguments.toArray(String[]::new));
    }

    @Test
    void backtestHandsOverItsRulesReadingsAndBounds() {
        String rules = file("r.yaml", RULES);
        assertThat(vigie(
                        "backtest",
                        "--rules",
                        rules,
                        "--against",
                        rules,
                        "--readings",
                        "in",
                        "--from",
                        "2026-01-01T02:00:00+02:00",
                        "--to",
                        "2026-01-02",
                        "--payload",
                        "wide",
                        "--report",
                        "r.html"))
                .isEqualTo(0);
        assertThat(orders)
                .containsExactly(List.of(
                        Path.of(rules),
                        Option.some(Path.of(rules)),
                        new HistoryReview.Readings(
                                "in",
                                PayloadFormat.WIDE,
                                Option.some(Instant.parse("2026-01-01T00:00:00Z")),
                                Option.some(Instant.parse("2026-01-02T00:00:00Z")),
                                Option.none()),
                        Option.some(Path.of("r.html"))));
    }

    @Test
    void explainHandsOverTheAlarmAndFindsTheRulesLine() {
        String rules = file("r.yaml", RULES);
        assertThat(vigie(
                        "explain",
                        "--rules",
                        rules,
                        "--readings",
                        "in",
                        "--time",
                        "outOfOrder=10s",
                        "--alarm",
                        " AB-1 "))
                .isEqualTo(1);
        assertThat(orders)
                .containsExactly(List.of(
                        Option.some(rules + ":2"),
                        new HistoryReview.Readings(
                                "in", PayloadFormat.FLAT, Option.none(), Option.none(), Option.some("outOfOrder=10s")),
                        new AlarmId("ab-1")));
    }

    @Test
    void backtestStartsNothingWithRulesOrTimesThatAreWrong() {
        String good = file("r.yaml", RULES);
        String bad = file("b.yaml", "rules: [ { id: a } ]\n");
        assertThat(vigie("backtest", "--rules", good, "--against", bad, "--readings", "in"))
                .isEqualTo(2);
        assertThat(err.toString()).isEqualToNormalizingNewlines(bad + ":1:10: `raise` is missing\n");
        assertThat(vigie("backtest", "--rules", good, "--readings", "in", "--from", "yesterday"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("'yesterday' is no time; write one such as");
        assertThat(vigie("backtest", "--rules", good, "--readings", "in", "--from", "2026-01-02", "--to", "2026-01-01"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--from 2026-01-02T00:00:00Z is not before --to 2026-01-01T00:00:00Z");
        assertThat(vigie("backtest", "--rules", good, "--readings", "table:readings"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("--readings table:readings: a table's name is schema.table or catalog.schema.table");
        assertThat(orders).isEmpty();
    }

    @Test
    void maintainHandsOverTheTablesAndWhatIsToBeDone() {
        String pipeline = file(
                "p.yaml", pipeline("checkpoint: cp\nmaintenance: { retention: { readings: 90d }, checkpoint: 30d }\n"));

        assertThat(vigie("maintain", pipeline, "--dry-run")).isEqualTo(0);

        assertThat(orders).singleElement().isInstanceOfSatisfying(MaintenanceOrder.class, order -> {
            assertThat(order.pipeline()).isEqualTo("p");
            assertThat(order.rehearsal()).isTrue();
            assertThat(order.mayExpire()).isFalse();
            assertThat(order.tables().map(table -> table.text()))
                    .containsExactly(directory.resolve("out").toString());
            assertThat(order.plan().retention().get(Output.READINGS)).contains(Duration.ofDays(90));
            assertThat(order.plan().idle()).contains(Duration.ofDays(30));
        });
    }

    @Test
    void maintainStartsNothingWhereThereIsNothingToMaintain() {
        String topics = file("t.yaml", """
                pipeline: p
                source: { json: { path: in } }
                sinks: { readings: { kafka: { servers: "localhost:9092", topic: readings } } }
                checkpoint: cp
                """);
        assertThat(vigie("maintain", topics)).isEqualTo(2);
        assertThat(err.toString()).contains(topics + ": the pipeline writes no Delta table");
        String wrong = file("w.yaml", pipeline("checkpoint: cp\nmaintenance: { vacuum: 1d }\n"));
        assertThat(vigie("maintain", wrong)).isEqualTo(2);
        assertThat(err.toString()).contains(wrong + ":5:24: files that were needed 1d ago may still be read");
        assertThat(orders).isEmpty();
    }

    @Test
    void aCheckpointIsExpiredOnlyWhereTheFileSaysWhenThatIs() {
        String pipeline = file("p.yaml", pipeline("checkpoint: cp\n"));
        assertThat(vigie("maintain", pipeline, "--expire-checkpoint")).isEqualTo(2);
        assertThat(err.toString()).contains("--expire-checkpoint needs `maintenance: { checkpoint: 30d }`");
        assertThat(orders).isEmpty();
    }

    @Test
    void devicesToBeForgottenGoToThePipelineAsTheyAreWritten() {
        String pipeline = file("p.yaml", pipeline("checkpoint: cp\n"));
        assertThat(vigie("forget", "7", "@boiler", "b\u00f6iler 1,2", "7", pipeline))
                .isZero();
        assertThat(vigie("forget", "--", "-7", pipeline)).isZero();
        assertThat(orders)
                .containsExactly(
                        io.vavr.collection.List.of("7", "@boiler", "b\u00f6iler 1,2")
                                .map(DeviceId::new),
                        io.vavr.collection.List.of(new DeviceId("-7")));
    }

    @Test
    void whatCannotBeForgottenIsRefused() {
        String pipeline = file("p.yaml", pipeline("checkpoint: cp\n"));
        assertThat(vigie("forget", pipeline)).isEqualTo(2);
        assertThat(vigie("forget", "", "x".repeat(257), pipeline)).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "the device ``: a device's name has 1 to 256 characters, this one has 0",
                        "the device `" + "x".repeat(257)
                                + "`: a device's name has 1 to 256 characters, this one has 257");
        String stateless = file("s.yaml", pipeline("checkpoint: cp\n").replace("readings:", "rejected:"));
        assertThat(vigie("forget", "a", stateless)).isEqualTo(2);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines(stateless + ": the pipeline remembers nothing of devices, as it writes"
                        + " violations or rejected alone: there is nothing to forget");
        assertThat(orders).isEmpty();
    }

    private int vigie(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return CommandLineInterface.execute(
                arguments,
                name -> Option.of(Map.of("CANARY", CANARY).get(name)),
                () -> engine.get(),
                () -> (directory, results) -> ordered(directory),
                () -> (order, results) ->
                        ordered(List.of(order.devices(), order.readings(), order.seed(), order.target())),
                () -> new ReviewOrders(orders),
                () -> (pipeline, order, results) -> ordered(order),
                () -> (pipeline, devices, results) -> ordered(devices),
                new PrintWriter(out, true),
                new PrintWriter(err, true));
    }

    private int ordered(Object order) {
        orders.add(order);
        return ExitStatus.DONE;
    }

    private String file(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pipeline(String rest) {
        return "pipeline: p\nsource: { json: { path: in } }\nsinks: { readings: { delta: { path: out } } }\n" + rest;
    }
}
