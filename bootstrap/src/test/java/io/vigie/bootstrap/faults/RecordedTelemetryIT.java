package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vavr.control.Option;
import io.vigie.application.memory.MemoryEngine;
import io.vigie.application.memory.MonitoredReading;
import io.vigie.application.memory.RejectedTelemetry;
import io.vigie.application.memory.TelemetryListener;
import io.vigie.bootstrap.configuration.rules.RuleFiles;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.rule.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A real recording: the hourly temperature of an office over a year, from the
 * <a href="https://github.com/numenta/NAB">Numenta Anomaly Benchmark</a>, whose authors marked the weeks in which the
 * building's systems failed. The benchmark is not part of this project: it is looked for in {@code -Dvigie.nab=DIR},
 * or beside the repository.
 */
class RecordedTelemetryIT {

    private static final String RECORDING = "realKnownCause/ambient_temperature_system_failure.csv";
    private static final String BESIDE_THE_REPOSITORY = "../../shared/data/nab";
    private static final Path BENCHMARK = Path.of(System.getProperty("vigie.nab", BESIDE_THE_REPOSITORY));
    private static final Path RULES = Path.of("src/main/examples/office-temperature.yaml");
    private static final Set<String> FAILURES = Set.of("room-too-warm", "room-too-cold");
    private static final int MOST_FALSE_ALARMS = 2;

    private final Gathered gathered = new Gathered();

    /** A span that a person has marked as anomalous, both ends included. */
    private record Marked(Instant from, Instant to) {
        boolean contains(Instant time) {
            return !time.isBefore(from) && !time.isAfter(to);
        }
    }

    private static final class Gathered implements TelemetryListener {

        private final List<AlarmTransition> raised = new ArrayList<>();
        private int readings;
        private int rejected;

        @Override
        public void transition(AlarmTransition transition) {
            if (transition instanceof AlarmTransition.Raised) {
                raised.add(transition);
            }
        }

        @Override
        public void reading(MonitoredReading reading) {
            readings++;
        }

        @Override
        public void rejected(RejectedTelemetry telemetry) {
            rejected++;
        }

        List<Instant> raisedBy(Set<String> rules) {
            return raised.stream()
                    .map(AlarmTransition::occasion)
                    .filter(occasion -> rules.contains(occasion.rule().value()))
                    .map(AlarmTransition.Occasion::eventTime)
                    .toList();
        }
    }

    @BeforeEach
    void theRecordingIsHere() {
        assumeThat(BENCHMARK.resolve("data").resolve(RECORDING))
                .as("a recording of the Numenta Anomaly Benchmark; -Dvigie.nab=DIR says where the benchmark lies")
                .isRegularFile();
    }

    @Test
    void eachFailureThatWasMarkedRaisesAnAlarmAndHardlyAnythingElseDoes() throws Exception {
        List<String> rows = rows();
        MemoryEngine engine = new MemoryEngine(rules(), TimePolicy.DEFAULT, gathered);
        for (String row : rows) {
            engine.arrive(Messages.bytes(message(row)), time(row.substring(0, row.indexOf(','))));
        }
        engine.finish(engine.latestEventTime().get());

        assertThat(gathered.rejected).isZero();
        assertThat(gathered.readings).isEqualTo(rows.size()).isGreaterThan(7_000);
        List<Instant> alarms = gathered.raisedBy(FAILURES);
        List<Marked> marked = marked();
        assertThat(marked).isNotEmpty().allSatisfy(span -> assertThat(alarms).anyMatch(span::contains));
        assertThat(alarms)
                .filteredOn(alarm -> marked.stream().noneMatch(span -> span.contains(alarm)))
                .hasSizeLessThanOrEqualTo(MOST_FALSE_ALARMS);
    }

    private static RuleBook rules() {
        return new RuleFiles(name -> Option.none())
                .load(RULES)
                .getOrElseThrow(problems -> new AssertionError(problems.mkString("\n")));
    }

    private static List<String> rows() throws IOException {
        List<String> lines = Files.readAllLines(BENCHMARK.resolve("data").resolve(RECORDING));
        assertThat(lines.get(0)).isEqualTo("timestamp,value");
        return lines.subList(1, lines.size());
    }

    /** The recording names neither device nor unit nor zone. */
    private static String message(String row) {
        int comma = row.indexOf(',');
        return """
                {"deviceId":"office-1","metric":"temperature","value":%s,"unit":"fahrenheit","timestamp":"%s"}""".formatted(row.substring(comma + 1), time(row.substring(0, comma)));
    }

    private static List<Marked> marked() throws IOException {
        List<Marked> marked = new ArrayList<>();
        JsonNode labels = new ObjectMapper()
                .readTree(BENCHMARK.resolve("labels/combined_windows.json").toFile());
        for (JsonNode span : labels.get(RECORDING)) {
            marked.add(new Marked(time(span.get(0).asText()), time(span.get(1).asText())));
        }
        return marked;
    }

    private static Instant time(String text) {
        return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    }
}
