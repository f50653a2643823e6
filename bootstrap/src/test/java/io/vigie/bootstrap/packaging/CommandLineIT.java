package io.vigie.bootstrap.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes.Name;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code java -jar vigie.jar}, as a process of its own. */
class CommandLineIT {

    private static final int DONE = 0;
    private static final int WRONG_USAGE = 2;

    /** What takes seconds to load, and which no verb without Spark may wait for. */
    private static final List<String> HEAVY = List.of("org.apache.spark.", "scala.", "org.apache.hadoop.", "io.delta.");

    private static final String EXAMPLE =
            Path.of("src/main/examples/demo-rules-test.yaml").toAbsolutePath().toString();

    @TempDir
    private Path directory;

    @Test
    void helpNamesTheVerbs() throws Exception {
        Execution help = vigie("--help");
        assertThat(help.status()).isEqualTo(DONE);
        assertThat(help.out()).contains("Usage: vigie", "demo", "run", "check", "test", "simulate", "Exit status");
        assertThat(help.err()).isEmpty();
    }

    @Test
    void theVersionIsThatOfTheJar() throws Exception {
        Execution version = vigie("--version");
        assertThat(version.status()).isEqualTo(DONE);
        assertThat(version.out().strip())
                .isEqualTo("vigie " + Jars.manifest(Jars.VIGIE).getValue(Name.IMPLEMENTATION_VERSION));
    }

    @Test
    void checkAcceptsThePipelineAndTheRulesOfTheDemo() throws Exception {
        Execution check = vigie("check", demo("pipeline.yaml"), demo("rules.yaml"));
        assertThat(check.out().lines().filter(line -> !line.startsWith("  ")))
                .hasSize(2)
                .allMatch(line -> line.contains(".yaml: ok, "));
        assertThat(check.out()).containsPattern("  boiler-overheat: \\d+ bytes a device");
        assertThat(check.err()).isEmpty();
        assertThat(check.status()).isEqualTo(DONE);
    }

    @Test
    void checkPointsAtWhatIsWrong() throws Exception {
        Execution check = vigie("check", wrongRules());
        assertThat(check.status()).isEqualTo(WRONG_USAGE);
        assertThat(check.out().lines()).isNotEmpty().allMatch(line -> line.matches(".*wrong\\.yaml:\\d+:\\d+: .+"));
        assertThat(check.out()).contains("wrong.yaml:4:");
        assertThat(check.err()).isEmpty();
    }

    @Test
    void aPipelineThatIsWrongIsNotStarted() throws Exception {
        Path pipeline = Files.writeString(directory.resolve("pipeline.yaml"), "pipeline: boilers\nsauce: {}\n");
        Execution run = vigie("run", pipeline.toString());
        assertThat(run.status()).isEqualTo(WRONG_USAGE);
        assertThat(run.out() + run.err()).contains("pipeline.yaml:2:1: ");
        assertThat(run.loaded()).noneMatch(CommandLineIT::isHeavy);
    }

    @Test
    void anUnknownVerbIsWrongUsage() throws Exception {
        Execution unknown = vigie("chekc");
        assertThat(unknown.status()).isEqualTo(WRONG_USAGE);
        assertThat(unknown.out()).isEmpty();
        assertThat(unknown.err()).contains("chekc");
    }

    @Test
    void helpCheckAndTestDoNotWaitForSpark() throws Exception {
        for (Execution execution : List.of(
                vigie("--help"),
                vigie("--version"),
                vigie("check", demo("rules.yaml"), wrongRules()),
                vigie("test", EXAMPLE, "--mutate"))) {
            assertThat(execution.loaded()).contains("io.vigie.bootstrap.Vigie").noneMatch(CommandLineIT::isHeavy);
        }
    }

    @Test
    void testRunsTheExample() throws Exception {
        Execution test = vigie("test", EXAMPLE, "--junit", "rules.xml");
        assertThat(test.out()).contains("coverage 100% ").endsWith("10 tests, all passed\n");
        assertThat(test.err()).isEmpty();
        assertThat(test.status()).isEqualTo(DONE);
        assertThat(directory.resolve("rules.xml")).content().contains("<testsuites tests=\"10\" failures=\"0\"");
    }

    /** Or nothing would tell a log without Spark from a log of nothing. */
    @Test
    void aClassOfSparkThatIsLoadedIsSeen() throws Exception {
        Execution spark = Execution.java(directory, "-cp", Jars.VIGIE.toString(), "org.apache.spark.SparkConf");
        assertThat(spark.loaded()).anyMatch(CommandLineIT::isHeavy);
    }

    private static boolean isHeavy(String type) {
        return HEAVY.stream().anyMatch(type::startsWith);
    }

    private Execution vigie(String... arguments) throws IOException, InterruptedException {
        return Execution.java(
                directory,
                Stream.concat(Stream.of("-jar", Jars.VIGIE.toString()), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private String demo(String name) throws IOException {
        Path copy = directory.resolve(name);
        try (InputStream resource = CommandLineIT.class.getResourceAsStream("/io/vigie/bootstrap/demo/" + name)) {
            Files.write(copy, Objects.requireNonNull(resource, name).readAllBytes());
        }
        return copy.toString();
    }

    private String wrongRules() throws IOException {
        return Files.writeString(directory.resolve("wrong.yaml"), """
                        rules:
                          - id: boiler-overheat
                            metric: temperature
                            raise: [ { severity: fatal, when: "value >" } ]
                        """).toString();
    }
}
