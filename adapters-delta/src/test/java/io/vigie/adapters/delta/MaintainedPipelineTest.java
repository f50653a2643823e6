package io.vigie.adapters.delta;

import static io.vigie.adapters.spark.testing.TestPipeline.START;
import static io.vigie.adapters.spark.testing.TestPipeline.flat;
import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import io.vigie.adapters.spark.testing.TestPipeline;
import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.maintenance.MaintainedTable;
import io.vigie.application.maintenance.TableStep;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.SourcePlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines that write and follow tables which are maintained meanwhile. */
class MaintainedPipelineTest {

    private static final DeltaConnector DELTA = new DeltaConnector();

    @TempDir
    private Path directory;

    private TestPipeline writer;
    private TestPipeline follower;
    private int sent;

    @BeforeEach
    void aPipelineAndOneThatFollowsItsReadings() {
        writer = TestPipeline.in(directory.resolve("writer")).outputs(Output.READINGS);
        follower = TestPipeline.in(directory.resolve("follower"))
                .named("follower")
                .reading(new SourcePlan.DeltaTable(readings(writer)))
                .outputs(Output.READINGS);
    }

    @Test
    void aSmallBatchLeavesOneFileADay() {
        send(Duration.ZERO);
        send(Duration.ofDays(1));

        assertThat(session().read().format("delta").load(readings(writer)).inputFiles())
                .hasSize(2);
    }

    @Test
    void aPipelineThatFollowsATableHasEveryReadingOnceThroughCompactionAndRetention() {
        send(Duration.ZERO);
        send(Duration.ofMinutes(1));
        follow();
        maintain(new TableStep.Compact(Option.none()));
        send(Duration.ofDays(2));
        send(Duration.ofDays(2).plusMinutes(1));
        maintain(new TableStep.Expire(START.plus(Duration.ofDays(1))));
        follow();
        maintain(new TableStep.Compact(Option.none()));
        send(Duration.ofDays(3));
        follow();

        assertThat(rows(writer)).hasSize(3 * 20);
        assertThat(rows(follower)).hasSize(5 * 20);
        assertThat(rows(follower))
                .extracting(row -> row.getAs("device_id") + "@" + row.getAs("event_time"))
                .doesNotHaveDuplicates();
    }

    private void send(Duration measured) {
        List<String> lines = java.util.stream.IntStream.range(0, 20)
                .mapToObj(device -> flat("boiler-" + device, "temperature", 20, measured))
                .toList();
        writer.file("part-" + sent++ + ".json", measured, lines);
        writer.run(List.of(DELTA), DELTA);
    }

    private void follow() {
        follower.run(List.of(DELTA), DELTA);
    }

    private void maintain(TableStep step) {
        new DeltaTableCare(session())
                .perform(new MaintainedTable(Output.READINGS, new SinkPlan.DeltaTable(readings(writer))), step);
    }

    private static List<Row> rows(TestPipeline pipeline) {
        return session().read().format("delta").load(readings(pipeline)).collectAsList();
    }

    private static String readings(TestPipeline pipeline) {
        return pipeline.directory().resolve("readings").toString();
    }

    private static org.apache.spark.sql.SparkSession session() {
        return TestSession.get();
    }
}
