package io.vigie.bootstrap.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.List;
import io.vavr.control.Option;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandOfProcessTest {

    private static final Path JAVA = Path.of("/opt/java/bin/java");

    @Test
    void ourOptionsComeBeforeThoseThatWereGivenSoThatTheLatterWin() {
        Option<CommandOfProcess> command = CommandOfProcess.of(
                JAVA, List.of("java", "-Xmx2g", "-Dname=a b", "-jar", "vigie.jar", "run", "-jar", "a.yaml"));

        assertThat(command.get().with(List.of("-Dours")))
                .containsExactly(
                        "/opt/java/bin/java",
                        "-Dours",
                        "-Xmx2g",
                        "-Dname=a b",
                        "-jar",
                        "vigie.jar",
                        "run",
                        "-jar",
                        "a.yaml");
    }

    @Test
    void aProcessThatRunsNoJarIsNotOurs() {
        assertThat(CommandOfProcess.of(JAVA, List.of("java", "-cp", "vigie.jar", "io.vigie.bootstrap.Vigie", "run")))
                .isEmpty();
        assertThat(CommandOfProcess.of(JAVA, List.of("java", "-jar"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-agentlib:jdwp=transport=dt_socket",
                "-agentpath:/opt/profiler.so",
                "-javaagent:metrics.jar",
                "-XX:StartFlightRecording=filename=a.jfr",
                "-XX:SharedArchiveFile=own.jsa",
                "@options",
                "-XX:VMOptionsFile=options",
                "-Xshare:off"
            })
    void whoeverLooksIntoClassesOrBringsAnArchiveIsLeftAlone(String option) {
        assertThat(CommandOfProcess.areSpokenFor(List.of("-Xmx2g", option))).isTrue();
        assertThat(CommandOfProcess.areSpokenFor(List.of("-Xmx2g", "-Dname=" + option)))
                .isFalse();
    }

    @Test
    void aCollectorThatWasChosenIsSeen() {
        assertThat(CommandOfProcess.chooseCollector(List.of("-Xmx2g", "-XX:+UseG1GC")))
                .isTrue();
        assertThat(CommandOfProcess.chooseCollector(List.of("-XX:+UseZGC"))).isTrue();
        assertThat(CommandOfProcess.chooseCollector(List.of("-Xmx2g", "-XX:-UseGCOverheadLimit", "-Dname=-XX:+UseZGC")))
                .isFalse();
    }
}
