package io.vigie.bootstrap.configuration.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {

    @Test
    void whatATerminalWouldActUponIsABlank() {
        assertThat(OneLine.of("a\u001b[2Jb\u009b31mc\rd\ne\u202ef\u2028g\u0007h"))
                .isEqualTo("a [2Jb 31mc d e f g h");
        assertThat(OneLine.of("Zürich 東京 \u200d")).isEqualTo("Zürich 東京 \u200d");
    }

    @Test
    void aProblemNamesItsFileThatWay() {
        assertThat(new ConfigurationProblem("p\u001b]0;x\u0007.yaml", 1, 2, "wrong"))
                .hasToString("p ]0;x .yaml:1:2: wrong");
    }
}
