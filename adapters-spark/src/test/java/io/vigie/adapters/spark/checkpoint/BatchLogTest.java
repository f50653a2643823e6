package io.vigie.adapters.spark.checkpoint;

import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.rules;
import static io.vigie.domain.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vavr.control.Option;
import io.vigie.adapters.spark.switching.RulesLog;
import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.adapters.spark.watch.ActiveAlarmsLog;
import io.vigie.application.port.out.KeptByBatch;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchLogTest {

    @TempDir
    private Path checkpoint;

    @Test
    void cutAnywhereTheRulesOfABatchAreNamedAndNotPassedOver() throws IOException {
        RuleBook book = rules(rule("hot")
                .metric("temperature")
                .raise(Severity.MAJOR, when("value > 80"))
                .build());
        KeptByBatch<RuleBook> log = RulesLog.of(TestSession.get(), checkpoint.toString());
        log.write(4, book);
        assertThat(log.at(5)).isEqualTo(Option.some(book));
        Path file = checkpoint.resolve("rules/4");
        byte[] whole = Files.readAllBytes(file);
        Files.delete(checkpoint.resolve("rules/.4.crc"));

        for (int length = 0; length < whole.length; length += 20) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatExceptionOfType(PipelineRefused.class)
                    .as("%d bytes", length)
                    .isThrownBy(() -> log.at(5))
                    .withMessageContaining(file.toString())
                    .withMessageContaining("is damaged")
                    .withMessageContaining("Restore the checkpoint");
        }
        assertThat(log.at(3)).as("before the damaged one").isEqualTo(Option.none());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"hot\":{\"major\":",
                "[]",
                "{\"hot\":{\"dire\":1}}",
                "{\"hot\":{\"major\":\"one\"}}",
                "{\"hot\":{\"major\":-1}}"
            })
    void countsOfAlarmsThatAreNoneAreNamed(String content) throws IOException {
        Path file = Files.createDirectories(checkpoint.resolve("alarms")).resolve("4");
        Files.writeString(file, content);

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> ActiveAlarmsLog.of(TestSession.get(), checkpoint.toString())
                        .at(5))
                .withMessageContaining(file.toString())
                .withMessageContaining("is damaged");
    }

    @Test
    void aFileWithANumberThatIsOfNoBatchIsPassedOver() throws IOException {
        Files.createDirectories(checkpoint.resolve("rules"));
        Files.writeString(checkpoint.resolve("rules/99999999999999999999"), "planted");

        assertThat(RulesLog.of(TestSession.get(), checkpoint.toString()).at(5)).isEqualTo(Option.none());
    }
}
