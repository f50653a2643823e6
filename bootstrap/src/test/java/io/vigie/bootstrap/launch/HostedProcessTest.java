package io.vigie.bootstrap.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HostedProcessTest {

    @Test
    void aClusterOfDatabricksIsKnownByItsRuntimesVersion() {
        assertThat(HostedProcess.isOne(Map.of("DATABRICKS_RUNTIME_VERSION", "16.4")))
                .isTrue();
        assertThat(HostedProcess.isOne(Map.of("DATABRICKS_HOST", "https://here")))
                .as("somebody's own machine, with access to one")
                .isFalse();
    }

    @Test
    void aJobSucceedsByReturningAndFailsByAnException() {
        assertThatCode(() -> HostedProcess.end(0)).doesNotThrowAnyException();
        assertThatThrownBy(() -> HostedProcess.end(3)).hasMessageContaining("status 3");
    }
}
