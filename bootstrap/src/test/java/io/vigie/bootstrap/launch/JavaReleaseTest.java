package io.vigie.bootstrap.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaReleaseTest {

    @ParameterizedTest
    @ValueSource(ints = {18, 20, 22, 25, 26})
    void anotherIsRefusedInOneLine(int release) {
        assertThat(JavaRelease.refusal(release, "/opt/jdk"))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("Java " + release + " (in /opt/jdk)")
                        .contains("Java 17 or 21")
                        .doesNotContain("\n"));
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 21})
    void theseRun(int release) {
        assertThat(JavaRelease.refusal(release, "/opt/jdk")).isEmpty();
    }

    @Test
    void theBuildRunsOnOneOfThem() {
        assertThat(JavaRelease.refusal()).isEmpty();
    }
}
