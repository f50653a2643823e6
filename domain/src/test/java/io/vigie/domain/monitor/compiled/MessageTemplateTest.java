package io.vigie.domain.monitor.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessageTemplateTest {

    @Test
    void placeholdersAreFilledIn() {
        assertThat(new MessageTemplate("{device} at {value} {unit}!")
                        .fill(word -> word.equals("unit") ? "" : word + "?"))
                .isEqualTo("device? at value?!");
    }

    @Test
    void aMessageThatGrowsTooLongIsCutOff() {
        assertThat(new MessageTemplate("{unit}").fill(word -> "u".repeat(4_096)))
                .isEqualTo("u".repeat(4_096));
        assertThat(new MessageTemplate("{unit}!").fill(word -> "u".repeat(4_096)))
                .isEqualTo("u".repeat(4_095) + "…");
        assertThat(new MessageTemplate("x{unit} {device}").fill(word -> "😀".repeat(1_000_000)))
                .isEqualTo("x" + "😀".repeat(2_047) + "…");
        assertThat(new MessageTemplate("{unit}").fill(word -> "😀".repeat(3_000)))
                .isEqualTo("😀".repeat(2_047) + "…");
    }
}
