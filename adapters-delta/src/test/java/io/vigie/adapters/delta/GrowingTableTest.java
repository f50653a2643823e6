package io.vigie.adapters.delta;

import static io.vigie.adapters.spark.testing.TestPipeline.flat;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import io.vigie.adapters.spark.spi.ReadingTerms;
import io.vigie.adapters.spark.testing.TestPipeline;
import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.history.HistoryTerms;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SourcePlan;
import io.vigie.domain.monitor.FleetLimits;
import io.vigie.domain.monitor.TimePolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table of readings by a version before gets the columns that have come since, and keeps what its readings are taken under. */
class GrowingTableTest {

    @TempDir
    private Path directory;

    private static void run(TestPipeline pipeline) {
        DeltaConnector delta = new DeltaConnector();
        pipeline.run(List.of(delta), delta);
    }

    private String readings() {
        return directory.resolve(Output.READINGS.word()).toString();
    }

    private List<Row> rows() {
        return TestSession.get()
                .read()
                .format("delta")
                .load(readings())
                .orderBy("event_time")
                .collectAsList();
    }

    private HistoryTerms terms() {
        return new DeltaSource(new SourcePlan.DeltaTable(readings())).terms(TestSession.get());
    }

    @Test
    void aTableOfBeforeIsFilledUpAtTheNextStartAndReadWithout() {
        TestPipeline pipeline = TestPipeline.in(directory);
        pipeline.file("a.json", ofSeconds(1), List.of(flat("pump", "pressure", 1, Duration.ZERO)));
        run(pipeline);
        TestSession.get()
                .sql("ALTER TABLE delta.`" + readings()
                        + "` SET TBLPROPERTIES ('delta.columnMapping.mode' = 'name', 'delta.minReaderVersion' = '2',"
                        + " 'delta.minWriterVersion' = '5')");
        TestSession.get().sql("ALTER TABLE delta.`" + readings() + "` DROP COLUMNS (position, duplicate, derived)");

        Row without = new DeltaSource(new SourcePlan.DeltaTable(readings()))
                .history(TestSession.get())
                .head();
        assertThat(without.<Integer>getAs("position")).isNull();
        assertThat(without.<Boolean>getAs("duplicate")).isNull();

        pipeline.file("b.json", ofSeconds(2), List.of(flat("pump", "pressure", 2, ofSeconds(1))));
        run(pipeline);

        assertThat(rows()).extracting(row -> row.<Integer>getAs("position")).containsExactly(null, 0);
        assertThat(rows()).extracting(row -> row.<Boolean>getAs("duplicate")).containsExactly(null, false);
        assertThat(rows()).extracting(row -> row.<Boolean>getAs("derived")).containsExactly(null, false);
    }

    @Test
    void aTableKeepsTheTermsOfItsLastWriterAndThatTheyWereChanged() {
        TestPipeline pipeline = TestPipeline.in(directory)
                .time(ofSeconds(10), ofMinutes(5), ofMinutes(5))
                .limits(FleetLimits.DEFAULT.forgettingAfter(Option.some(ofMinutes(90))));
        pipeline.file("a.json", ofSeconds(1), List.of(flat("pump", "pressure", 1, Duration.ZERO)));
        run(pipeline);

        assertThat(terms().time()).isEqualTo(new TimePolicy(ofSeconds(10), ofMinutes(5), ofMinutes(5)));
        assertThat(terms().forgetAfter()).contains(ofMinutes(90));
        assertThat(terms().remarks()).isEmpty();

        run(pipeline.time(ofSeconds(20), ofMinutes(5), ofMinutes(5)));

        assertThat(terms().time().outOfOrder()).isEqualTo(ofSeconds(20));
        assertThat(terms().remarks()).singleElement().asString().contains("was changed at");
    }

    @Test
    void aTableThatKeepsNoTermsSaysSo() {
        assertThat(ReadingTerms.read(java.util.Map.of()).remarks())
                .singleElement()
                .asString()
                .contains("does not keep the time");
    }
}
