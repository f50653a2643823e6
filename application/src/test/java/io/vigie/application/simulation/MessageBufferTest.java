package io.vigie.application.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageBufferTest {

    private final MessageBuffer buffer = new MessageBuffer();

    @ParameterizedTest
    @CsvSource({"0, 0.000", "-1, -0.001", "999, 0.999", "1000, 1.000", "-12345, -12.345", "99999999, 99999.999"})
    void numbersHaveThreeDecimals(long thousandths, String text) {
        buffer.thousandths(thousandths);

        assertThat(written()).isEqualTo(text);
    }

    @Test
    void timesAreThoseOfTheCalendar() {
        DateTimeFormatter expected =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);
        SeededRandom random = new SeededRandom(4, 1);
        for (int i = 0; i < 20_000; i++) {
            long time = (long) random.between(-1e12, 8e12);
            buffer.clear();
            buffer.time(time);
            assertThat(written()).isEqualTo(expected.format(Instant.ofEpochMilli(time)));
        }
    }

    @Test
    void itGrowsWithWhatIsWritten() {
        String text = "x".repeat(3_000);
        for (int i = 0; i < 5; i++) {
            buffer.latin1(text);
            buffer.thousandths(i);
        }

        assertThat(written()).hasSize(5 * 3_005).endsWith("x0.004");
    }

    private String written() {
        return new String(buffer.copy(), StandardCharsets.ISO_8859_1);
    }
}
