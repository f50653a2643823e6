package io.vigie.adapters.spark;

import static io.vigie.adapters.spark.testing.TestPipeline.flat;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.when;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Array;
import io.vavr.control.Option;
import io.vigie.adapters.spark.testing.CollectedRows;
import io.vigie.adapters.spark.testing.TestPipeline;
import io.vigie.application.intake.ReadingJson;
import io.vigie.application.plan.Output;
import io.vigie.application.port.out.BatchReport;
import io.vigie.domain.monitor.FleetLimits;
import io.vigie.domain.reading.RejectionReason;
import io.vigie.domain.rule.DevicePattern;
import io.vigie.domain.rule.Severity;
import io.vigie.domain.window.Aggregate;
import io.vigie.domain.window.MetricPattern;
import io.vigie.domain.window.WindowDefinition;
import io.vigie.domain.window.WindowSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From the batch on that begins with as many devices as there may be, new ones are turned away. */
@Timeout(120)
class DeviceLimitTest {

    @TempDir
    private Path directory;

    private TestPipeline pipeline;
    private int files;

    @BeforeEach
    void aPipelineOfReadings() {
        pipeline = TestPipeline.in(directory)
                .outputs(Output.READINGS, Output.REJECTED)
                .filesPerBatch(1)
                .limits(new FleetLimits(10, 3));
    }

    /** A file, and so a batch, with a reading of each of these devices. */
    private void batch(String... devices) {
        files++;
        pipeline.file(
                "file-" + files + ".json",
                ofMinutes(files),
                Stream.of(devices)
                        .map(device -> flat(device, "m", 1, ofSeconds(files)))
                        .toList());
    }

    private final List<BatchReport> reports = new ArrayList<>();

    /** What of the batches of a run is taken, and, after a dash, turned away. */
    private List<String> run() {
        CollectedRows rows = new CollectedRows();
        reports.clear();
        reports.addAll(pipeline.run(List.of(), rows));
        Stream<String> taken =
                rows.at(directory.resolve("readings").toString()).stream().map(row -> row.<String>getAs("device_id"));
        Stream<String> turnedAway =
                rows.at(directory.resolve("rejected").toString()).stream().map(DeviceLimitTest::turnedAway);
        return Stream.concat(taken, turnedAway).sorted().toList();
    }

    private static String turnedAway(Row row) {
        String detail = row.getAs("detail");
        String device = detail.substring("device ".length(), detail.indexOf(" is new"));
        assertThat(row.<String>getAs("reason")).isEqualTo("too_many");
        assertThat(detail)
                .endsWith(" is new, and 3 devices or more are remembered already (limits.devices)" + ReadingJson.TOLD);
        assertThat(new String(row.getAs("payload"), StandardCharsets.UTF_8))
                .startsWith("{\"deviceId\":\"" + device + "\",\"metric\":\"m\"");
        return "-" + device;
    }

    private void forget(String file) throws IOException {
        Path found = directory.resolve("checkpoint").resolve(file);
        Files.delete(found);
        Files.deleteIfExists(found.resolveSibling("." + found.getFileName() + ".crc"));
    }

    @Test
    void aBatchMayPassTheLimitAndLaterOnesTurnNewDevicesAway() {
        batch("a", "b");
        batch("c", "d", "e");
        batch("f", "a", "g", "f");
        batch("g", "b");
        assertThat(run()).containsExactly("-f", "-f", "-g", "-g", "a", "a", "b", "b", "c", "d", "e");
        assertThat(reports.stream().map(report -> report.rejected().getOrElse(RejectionReason.TOO_MANY, 0L)))
                .containsExactly(0L, 0L, 3L, 1L);
        batch("e", "h");
        assertThat(run()).containsExactly("-h", "e");
    }

    @Test
    void aRepeatedBatchDecidesAsItDidWhenItWasBegun() throws IOException {
        batch("a", "b");
        batch("c");
        assertThat(run()).containsExactly("a", "b", "c");
        for (int repetition = 0; repetition < 2; repetition++) {
            forget("commits/1");
            assertThat(run()).containsExactly("c");
        }
        batch("d");
        assertThat(run()).containsExactly("-d");
    }

    /** Alarms are cleared where the clock forgets the device, windows are complete before, and there is room again. */
    @Test
    void devicesThatSendNothingForLongAreForgottenAndLeaveTheState() {
        pipeline = TestPipeline.in(directory)
                .rules(rule("hot")
                        .metric("m")
                        .raise(Severity.MAJOR, when("value > 0"))
                        .build())
                .windows(new WindowDefinition(
                        "daily",
                        new WindowSpec.Tumbling(Duration.ofDays(1)),
                        Array.of(Aggregate.parse("count").get()),
                        MetricPattern.EVERY,
                        DevicePattern.EVERY))
                .filesPerBatch(1)
                .limits(new FleetLimits(10, 3, Option.some(Duration.ofMinutes(10))));
        pipeline.file(
                "1.json", ofMinutes(1), List.of(flat("a", "m", 1, ofMinutes(1)), flat("b", "m", 1, ofMinutes(1))));
        pipeline.file("2.json", ofMinutes(2), List.of(flat("c", "m", 1, ofMinutes(2))));
        pipeline.file(
                "3.json", ofMinutes(12), List.of(flat("b", "m", 1, ofMinutes(12)), flat("d", "m", 1, ofMinutes(12))));
        CollectedRows rows = new CollectedRows();
        pipeline.run(List.of(), rows);
        assertThat(rows.at(directory.resolve("alarms").toString()))
                .extracting(row -> row.getAs("device_id") + " " + row.getAs("transition") + " "
                        + Duration.between(
                                        TestPipeline.START,
                                        row.<Timestamp>getAs("event_time").toInstant())
                                .toMinutes())
                .containsExactlyInAnyOrder(
                        "a raised 1", "b raised 1", "c raised 2", "a cleared 11", "b cleared 11", "b raised 12");
        assertThat(rows.at(directory.resolve("windows").toString()))
                .extracting(row -> row.<String>getAs("device_id"))
                .containsExactlyInAnyOrder("a", "b");
        pipeline.file("4.json", ofMinutes(12), List.of(flat("e", "m", 1, ofMinutes(12))));
        assertThat(run()).containsExactly("e");
    }

    @Test
    void aCheckpointThatHasNotCountedYetCountsAfterItsNextBatch() throws IOException {
        batch("a", "b", "c", "d");
        run();
        for (String count : new String[] {"devices/0", "devices/1"}) {
            if (Files.exists(directory.resolve("checkpoint").resolve(count))) {
                forget(count);
            }
        }
        batch("e");
        batch("f", "a");
        assertThat(run()).containsExactly("-f", "a", "e");
        batch("g");
        assertThat(run()).containsExactly("-g");
    }
}
