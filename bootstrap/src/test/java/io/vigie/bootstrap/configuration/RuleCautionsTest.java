package io.vigie.bootstrap.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleCautionsTest {

    @TempDir
    Path directory;

    private List<String> ofEntry(String entry) {
        return new ConfigurationDirectory(directory)
                .with("rules.yaml", "rules: [ { id: r, metric: m, raise: [ { severity: minor, " + entry + " } ] } ]")
                .cautions("rules.yaml");
    }

    @Test
    void ofASpanThatNobodyIsThereToSeeEmptySayWhatEndsIt() {
        assertThat(ofEntry("when: \"count(value, 5m) > 3\""))
                .containsExactly(
                        "rule r: `minor when count(value, 5m) > 3` is looked at when readings come: where a device"
                                + " falls silent it goes on until the next one, though the span is long empty;"
                                + " `holds` ends it by time");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "when: \"max(value, 10m) >= 80\"",
                "when: \"80 < sum(value, 10m)\"",
                "when: \"min(value, 10m) < 3\"",
                "when: \"increase(value, 1h) > 3\", for: 1m",
                "when: \"resets(value, 1h) > 3\"",
                "when: \"duration(value > 3, 1h) > 60\", times: 2"
            })
    void areOfAllThatEndsWhenReadingsLeaveTheSpan(String entry) {
        assertThat(ofEntry(entry)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "when: \"count(value, 5m) > 3\", holds: 5m",
                "when: \"count(value, 5m) > 3\", until: \"value < 1\"",
                "when: \"count(value, 5m) < 3\"",
                "when: \"max(value, 5m) < 3\"",
                "when: \"min(value, 5m) > 3\"",
                "when: \"count(value, 5m) > 3 and value > 1\"",
                "when: \"mean(value, 5m) > 3\"",
                "when: \"value > 3\"",
                "silent: 5m"
            })
    void areNotOfOthers(String entry) {
        assertThat(ofEntry(entry)).isEmpty();
    }

    private List<String> ofPipeline(String time, String entries) {
        return new ConfigurationDirectory(directory)
                .with("p.yaml", """
                        pipeline: p
                        source: { kafka: { servers: "localhost:9092", topic: t } }
                        sinks: { alarms: [ { delta: { path: out/alarms } } ] }
                        checkpoint: checkpoint
                        """ + time + """
                        rules:
                          - id: first
                            metric: m
                            raise: [ { severity: minor, when: "value > 1", for: 10m } ]
                          - id: second
                            metric: m
                            raise:
                        """ + entries)
                .cautions("p.yaml");
    }

    @Test
    void ofAWaitShorterThanTheFutureNameTheShortest() {
        assertThat(ofPipeline("", """
                              - { severity: minor, when: "value > 1", for: 30s }
                              - { severity: minor, silent: 4m }
                        """))
                .containsExactly(
                        "`time.future` is 5m, and rule second waits for 30s: a reading that is so far ahead ends"
                                + " such a wait of its device at once; the shortest `for` and `silent` are better longer than"
                                + " `time.future`");
        assertThat(ofPipeline("time: { future: 1m }\n", "      - { severity: minor, silent: 59s }\n"))
                .singleElement()
                .asString()
                .contains("rule second waits for 59s");
    }

    @Test
    void areNotOfAWaitThatIsLongEnoughOrOfNone() {
        assertThat(ofPipeline("time: { future: 1m }\n", "      - { severity: minor, silent: 1m }\n"))
                .isEmpty();
        assertThat(ofPipeline("", "      - { severity: minor, when: \"value > 1\", for: 0s }\n"))
                .isEmpty();
    }
}
