package io.vigie.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import io.vavr.control.Option;
import io.vigie.application.pipeline.ScriptedEngine;
import io.vigie.application.port.out.TelemetryEngine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.InOrder;

/** What a wrong file must not do: have anything looked up that starts something. */
class WrongFilesTest {

    private static final String RULES =
            "rules: [ { id: hot, metric: temperature, raise: [ { severity: minor, when: \"value > 80\" } ] } ]\n";
    private static final String TABLE = "sinks: { readings: { delta: { path: out } } }\n";
    private static final String TO_TABLE = "pipeline: p\nsource: { json: { path: in } }\n" + TABLE;
    private static final String PIPELINE = TO_TABLE + "checkpoint: cp\n";

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private final Supplier<TelemetryEngine> findEngine = mock();
    private final Supplier<Demonstration> findDemonstration = mock();
    private final Supplier<FleetSimulator> findSimulator = mock();
    private final Supplier<HistoryReview> findReview = mock();
    private final Supplier<TableMaintainer> findMaintainer = mock();
    private final Supplier<DeviceForgetter> findForgetter = mock();

    private final TelemetryEngine engine = mock();
    private final HistoryReview review = mock();
    private final TableMaintainer maintainer = mock();
    private final DeviceForgetter forgetter = mock();

    @BeforeEach
    void allIsThereToBeStarted() {
        when(findEngine.get()).thenReturn(engine);
        when(engine.open(any())).thenAnswer(call -> new ScriptedEngine().open(call.getArgument(0)));
        when(findReview.get()).thenReturn(review);
        when(findMaintainer.get()).thenReturn(maintainer);
        when(findForgetter.get()).thenReturn(forgetter);
    }

    static Stream<Arguments> pipelines() {
        return Stream.of(
                arguments("an empty file", ""),
                arguments("no YAML", "pipeline: [\n"),
                arguments("no UTF-8", PIPELINE + "# caf\u00e9\n"),
                arguments("rules and no pipeline", RULES),
                arguments("a missing key", TO_TABLE),
                arguments("an unknown key", PIPELINE + "triger: { every: 1s }\n"),
                arguments("a value of another kind", PIPELINE + "trigger: soon\n"),
                arguments("a variable that is not set", PIPELINE + "spark: { spark.a: \"${env:ABSENT}\" }\n"),
                arguments("a password for all to read", PIPELINE.replace("json: { path: in }", """
                        kafka: { servers: "a:9092", topic: t, options: { kafka.ssl.key.password: open } }""")),
                arguments("wrong rules among it", PIPELINE + "rules: [ { id: hot } ]\n"),
                arguments("rules that are not there", PIPELINE + "rules: absent.yaml\n"),
                arguments("rules that are wrong", PIPELINE + "rules: wrong-rules.yaml\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pipelines")
    void aWrongPipelineStartsNeitherRunnerNorMaintainer(String what, String text) throws IOException {
        file("wrong-rules.yaml", "rules: [ { id: hot } ]\n");
        String pipeline = file("p.yaml", text);

        for (String verb : List.of("run", "maintain")) {
            nothingStarts(verb, pipeline);
        }
        nothingStarts("forget", "boiler-1", pipeline);
    }

    @Test
    void aPipelineThatIsNotThereStartsNothing() {
        for (String verb : List.of("run", "maintain")) {
            nothingStarts(verb, directory.resolve("absent.yaml").toString());
            nothingStarts(verb, directory.toString());
        }
    }

    static Stream<Arguments> maintenance() {
        return Stream.of(
                arguments("maintenance that would lose rows", PIPELINE + "maintenance: { vacuum: 1d }\n"),
                arguments("no table to maintain", PIPELINE.replace(TABLE, """
                        sinks: { readings: { kafka: { servers: "a:9092", topic: t } } }
                        """)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("maintenance")
    void wrongMaintenanceStartsNoMaintainer(String what, String text) throws IOException {
        nothingStarts("maintain", file("p.yaml", text));
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                arguments("an empty file", ""),
                arguments("no YAML", "rules: *x\n"),
                arguments("a pipeline and no rules", PIPELINE),
                arguments("a rule without entries", "rules: [ { id: hot } ]\n"),
                arguments("an expression that does not parse", RULES.replace("value >", "value >> ")),
                arguments("a severity that is none", RULES.replace("minor", "grave")),
                arguments("the same rule twice", RULES.replace("} ]\n", "}, { id: hot } ]\n")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void wrongRulesStartNoReview(String what, String text) throws IOException {
        String good = file("good.yaml", RULES);
        String wrong = file("wrong.yaml", text);

        nothingStarts("backtest", "--rules", wrong, "--readings", "in");
        nothingStarts("backtest", "--rules", good, "--against", wrong, "--readings", "in");
        nothingStarts("explain", "--rules", wrong, "--readings", "in", "--alarm", "ab-1");
    }

    @Test
    void aRightFileHasWhatItAsksForLookedUpOnceAndStartedOnceAndNothingElse() throws IOException {
        String pipeline = file("p.yaml", PIPELINE);
        String rules = file("rules.yaml", RULES);

        assertThat(vigie("run", pipeline)).isEqualTo(ExitStatus.DONE);
        assertThat(vigie("maintain", pipeline)).isEqualTo(ExitStatus.DONE);
        assertThat(vigie("forget", "boiler-1", pipeline)).isEqualTo(ExitStatus.DONE);
        assertThat(vigie("backtest", "--rules", rules, "--readings", "in")).isEqualTo(ExitStatus.DONE);

        InOrder started =
                inOrder(findEngine, engine, findMaintainer, maintainer, findForgetter, forgetter, findReview, review);
        started.verify(findEngine).get();
        started.verify(engine).open(argThat(plan -> plan.name().equals("p")));
        started.verify(engine).close();
        started.verify(findMaintainer).get();
        started.verify(maintainer).maintain(any(), argThat(order -> !order.rehearsal()), any());
        started.verify(findForgetter).get();
        started.verify(forgetter)
                .forget(any(), argThat(devices -> devices.mkString().equals("boiler-1")), any());
        started.verify(findReview).get();
        started.verify(review)
                .backtest(argThat(file -> file.file().equals(Path.of(rules))), any(), any(), any(), any());
        // To look at the time starts nothing.
        verify(engine, atLeast(0)).nanoTime();
        verifyNoMoreInteractions(
                findEngine, engine, findMaintainer, maintainer, findForgetter, forgetter, findReview, review);
        verifyNoInteractions(findDemonstration, findSimulator);
    }

    private void nothingStarts(String... arguments) {
        assertThat(vigie(arguments)).as(String.join(" ", arguments)).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).as("what is wrong is told").isNotBlank();
        assertThat(out.toString()).isEmpty();
        verifyNoInteractions(
                findEngine,
                engine,
                findMaintainer,
                maintainer,
                findForgetter,
                forgetter,
                findReview,
                review,
                findDemonstration,
                findSimulator);
    }

    private int vigie(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return CommandLineInterface.execute(
                arguments,
                name -> Option.none(),
                findEngine,
                findDemonstration,
                findSimulator,
                findReview,
                findMaintainer,
                findForgetter,
                new PrintWriter(out, true),
                new PrintWriter(err, true));
    }

    /** In a character set of one byte each, so that what is not ASCII is no UTF-8. */
    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text, StandardCharsets.ISO_8859_1)
                .toString();
    }
}
