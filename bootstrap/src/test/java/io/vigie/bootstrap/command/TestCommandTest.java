package io.vigie.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCommandTest {

    private static final String READINGS =
            "readings: [ { device: d, metric: m, start: 2026-01-01T00:00:00Z, every: 10s, values: \"70 81\" } ]";
    private static final String RAISED = "{ at: 2026-01-01T00:00:10Z, rule: a, device: d, transition: raised }";
    private static final String PASSING = "  - { name: passes, " + READINGS + ", expect: [ " + RAISED + " ] }\n";
    private static final String FAILING = "  - { name: fails, " + READINGS + ", expect: [] }\n";

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void aRule() {
        file("rules.yaml", "rules:\n  - { id: a, metric: m, raise: [ { severity: minor, when: value > 80 } ] }\n");
    }

    @Test
    void testsThatPassEndWithZeroAndOneLineEach() {
        assertThat(test(tests("tests.yaml", PASSING))).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("""
                ok      passes

                coverage 80% (4 of 5) of 1 rule
                  DIR/rules.yaml:2:5: a was never cleared
                  limits met exactly: 0 of 1

                1 test, all passed
                """.replace("DIR", directory.toString()));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aTestThatFailsEndsWithOneAndIsExplained() {
        assertThat(test(tests("tests.yaml", PASSING + FAILING))).isEqualTo(1);
        assertThat(out.toString())
                .contains("FAILED  fails (" + directory.resolve("tests.yaml") + ":4:5): 1 unexpected")
                .contains("+ (nothing) | 2026-01-01T00:00:10Z a d raised minor m 81")
                .contains("why a of d raised at 2026-01-01T00:00:10Z")
                .contains("2 tests, 1 failed");
    }

    @Test
    void aWrongFileEndsWithTwoAndNothingRuns() {
        String wrong = tests("wrong.yaml", "  - { name: x, readings: [] }\n");
        assertThat(test(tests("tests.yaml", PASSING), wrong)).isEqualTo(2);
        assertThat(err.toString()).isEqualToNormalizingNewlines(wrong + ":3:5: `expect` is missing\n");
        assertThat(out.toString()).isEmpty();
        assertThat(test(directory.resolve("none.yaml").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("none.yaml:1:1: cannot read the file");
    }

    @Test
    void filesOfTheSameRulesAreCoveredTogether() {
        String other = tests(
                "other.yaml",
                "  - { name: cleared, readings: [ { device: d, metric: m, start: 2026-01-01T00:00:00Z, every: 10s,"
                        + " values: \"81 70\" } ], expect: [ { at: 2026-01-01T00:00:00Z, rule: a, device: d,"
                        + " transition: raised }, { at: 2026-01-01T00:00:10Z, rule: a, device: d, transition: cleared,"
                        + " severity: minor } ] }\n");
        assertThat(test(tests("tests.yaml", PASSING), other)).isZero();
        assertThat(out.toString()).contains("coverage 100% (5 of 5) of 1 rule").contains("2 tests, all passed");
    }

    @Test
    void mutateListsTheChangesThatNoTestNoticesAndFailsNothing() {
        assertThat(test(tests("tests.yaml", PASSING), "--mutate")).isZero();
        assertThat(out.toString())
                .contains("mutation 0% (0 of 5 changes noticed)")
                .contains("rules.yaml:2:34: a, entry 1: `value > 80` as `value > 80.8`")
                .contains("a, entry 1: `severity: minor` as `severity: warning`");
    }

    @Test
    void junitWritesTheResultsBeside() throws IOException {
        Path report = directory.resolve("target/rules.xml");
        assertThat(test(tests("tests.yaml", PASSING + FAILING), "--junit", report.toString()))
                .isEqualTo(1);
        assertThat(Files.readString(report))
                .contains("tests=\"2\" failures=\"1\"", "name=\"passes\"", "message=\"1 unexpected\"");
    }

    @Test
    void aReportThatCannotBeWrittenIsTold() {
        assertThat(test(tests("tests.yaml", PASSING), "--junit", directory.toString()))
                .isEqualTo(3);
        assertThat(err.toString()).startsWith("vigie: Cannot write the results to " + directory);
    }

    @Test
    void theExampleSeesAllOfTheRulesOfTheDemo() {
        assertThat(test(Path.of("src/main/examples/demo-rules-test.yaml").toString()))
                .isZero();
        assertThat(out.toString()).contains("coverage 100% ").contains("10 tests, all passed");
    }

    private int test(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> words = new ArrayList<>(List.of("test"));
        words.addAll(List.of(arguments));
        return CommandLineInterface.execute(
                words.toArray(String[]::new),
                name -> Option.none(),
                () -> {
                    throw neverAsked();
                },
                () -> {
                    throw neverAsked();
                },
                () -> {
                    throw neverAsked();
                },
                () -> {
                    throw neverAsked();
                },
                () -> {
                    throw neverAsked();
                },
                () -> {
                    throw neverAsked();
                },
                new PrintWriter(out, true),
                new PrintWriter(err, true));
    }

    private static AssertionError neverAsked() {
        return new AssertionError("rule tests need nothing of this");
    }

    private String tests(String name, String tests) {
        return file(name, "rules: rules.yaml\ntests:\n" + tests);
    }

    private String file(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
