package io.vigie.bootstrap.benchmark.yardstick.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TelemetryLinesTest {

    private static final int MANY = 100_000;

    private final ObjectMapper json = new ObjectMapper();

    private static List<String> lines(int devices, long seed, int count) {
        TelemetryLines lines = new TelemetryLines(devices, seed);
        return Stream.generate(lines::next).limit(count).toList();
    }

    @Test
    void theSameSeedGivesTheSameLines() {
        assertThat(lines(10, 42, 1_000)).isEqualTo(lines(10, 42, 1_000)).isNotEqualTo(lines(10, 43, 1_000));
    }

    @Test
    void theyAreOfTheSizeAndFormThatIsSaid() {
        List<String> lines = lines(1_000, 42, MANY);

        assertThat(lines.stream().mapToInt(String::length).average().orElseThrow())
                .isCloseTo(119, within(2.0));
        assertThat(lines.stream().filter(line -> !isReading(line)).count()).isBetween(150L, 250L);
    }

    @Test
    void oneInAHundredIsUpToFiveSecondsOld() {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        List<String> lines = lines(1_000, 42, MANY);
        long old = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (isReading(lines.get(i))) {
                Instant due = start.plusMillis(10L * i);
                Instant time = Instant.parse(read(lines.get(i)).get("timestamp").textValue());
                assertThat(time).isBetween(due.minusSeconds(5), due);
                old += time.isBefore(due) ? 1 : 0;
            }
        }
        assertThat(old).isBetween(800L, 1_200L);
    }

    @Test
    void aDeviceAlwaysMeasuresTheSame() {
        TelemetryLines lines = new TelemetryLines(8, 42);
        for (int i = 0; i < 1_000; i++) {
            String line = lines.next();
            if (isReading(line)) {
                JsonNode reading = read(line);
                int number = Integer.parseInt(lines.device().substring("sensor-".length()));
                assertThat(reading.get("deviceId").textValue()).isEqualTo(lines.device());
                assertThat(reading.get("metric").textValue())
                        .isEqualTo(SensorKind.of(number).metric());
            }
        }
    }

    private boolean isReading(String line) {
        try {
            JsonNode reading = json.readTree(line);
            Instant.parse(reading.required("timestamp").textValue());
            return reading.required("deviceId").isTextual()
                    && reading.required("value").isNumber();
        } catch (JsonProcessingException | DateTimeParseException | IllegalArgumentException e) {
            return false;
        }
    }

    private JsonNode read(String line) {
        try {
            return json.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }
}
