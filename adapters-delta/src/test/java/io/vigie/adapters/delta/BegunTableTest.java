package io.vigie.adapters.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vavr.control.Option;
import io.vigie.adapters.spark.spi.BatchId;
import io.vigie.adapters.spark.spi.CheckpointProgress;
import io.vigie.adapters.spark.spi.SparkSink;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.plan.Output;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A table by name whose making was cut short is made; what is not of that making is not touched. */
class BegunTableTest {

    private static final String FIRST = "_delta_log/00000000000000000000.json";
    private static final CheckpointProgress FRESH =
            new CheckpointProgress("/the/checkpoint", Option.none(), Option.none());

    private final SparkSession session = TestSession.get().newSession();

    @TempDir
    private Path directory;

    private Path table = Path.of("");

    @BeforeEach
    void aSchema() {
        LastingCatalog.in(session);
        session.sql("CREATE SCHEMA begun LOCATION '" + directory.resolve("a lake") + "'");
        table = directory.resolve("a lake/readings");
    }

    /** The catalog is in memory, and others' too. */
    @AfterEach
    void forget() {
        session.sql("DROP SCHEMA begun CASCADE");
    }

    private SparkSink sink() {
        return new DeltaConnector()
                .sink(NamedTableSinkTest.plan("begun.Readings"), Output.READINGS, "pipeline")
                .get();
    }

    private void write() {
        SparkSink sink = sink();
        sink.prepare(session, FRESH);
        sink.append(row(session), new BatchId("pipeline", "some-id", 0));
    }

    private static Dataset<Row> row(SparkSession session) {
        return session.range(1)
                .select(Stream.of(Tables.READINGS.fields())
                        .map(column ->
                                functions.lit(null).cast(column.dataType()).as(column.name()))
                        .toArray(Column[]::new));
    }

    /** What there was when the process ended. */
    private enum LeftBehind {
        EMPTY_LOG(".nothing", ""),
        UNFINISHED_FILE("_delta_log/.00000000000000000000.json.0f2c.tmp", "{\"commitInfo\":{}"),
        EMPTY_COMMIT(FIRST, ""),
        CUT_COMMIT(FIRST, "{\"commitInfo\":{}}\n{\"metaData\":{\"id\":"),
        COMMIT_WITHOUT_COLUMNS(FIRST, "{\"commitInfo\":{}}\n");

        private final String file;
        private final String content;

        LeftBehind(String file, String content) {
            this.file = file;
            this.content = content;
        }

        void in(Path table) throws IOException {
            Files.createDirectories(table.resolve("_delta_log"));
            if (!file.equals(".nothing")) {
                Files.writeString(table.resolve(file), content);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatTheCatalogDoesNotKnowYetIsMade(LeftBehind leftBehind) throws IOException {
        leftBehind.in(table);

        write();

        assertThat(session.table("begun.readings").count()).isEqualTo(1);
        assertThat(make("begun.readings")).contains("event_date", "delta.dataSkippingStatsColumns");
    }

    @Test
    void anEmptyTableThatTheCatalogDoesNotKnowYetIsMadeKnownToIt() {
        new TableAtPath(table.toString()).make(session, new TableLayout(Output.READINGS, Tables.READINGS));

        write();

        assertThat(session.table("begun.readings").count()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNFINISHED_FILE", "CUT_COMMIT"})
    void whatTheCatalogKnowsAlreadyIsMade(LeftBehind leftBehind) throws IOException {
        mustBeMadeThoughTheCatalogKnowsIt(leftBehind);
    }

    @ParameterizedTest
    @Tag("long")
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"UNFINISHED_FILE", "CUT_COMMIT"})
    void theRestThatTheCatalogKnowsAlreadyIsMade(LeftBehind leftBehind) throws IOException {
        mustBeMadeThoughTheCatalogKnowsIt(leftBehind);
    }

    private void mustBeMadeThoughTheCatalogKnowsIt(LeftBehind leftBehind) throws IOException {
        sink().create(session);
        String whole = make("begun.readings");
        try (Stream<Path> log = Files.walk(table.resolve("_delta_log"))) {
            for (Path file : log.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        leftBehind.in(table);
        DeltaLog.clearCache();

        write();

        assertThat(session.table("begun.readings").count()).isEqualTo(1);
        assertThat(make("begun.readings")).isEqualTo(whole);
    }

    private String make(String name) {
        return session.table(name).schema().treeString()
                + session.sql("DESCRIBE DETAIL " + name)
                        .select("partitionColumns", "properties", "minReaderVersion", "minWriterVersion")
                        .collectAsList();
    }

    /** What no making of this table leaves. */
    private enum Foreign {
        FILE {
            @Override
            void in(Path table, SparkSession session) throws IOException {
                Files.createDirectories(table);
                Files.writeString(table.resolve("notes.txt"), "not yours");
            }
        },
        FILE_BESIDE_A_LOG {
            @Override
            void in(Path table, SparkSession session) throws IOException {
                LeftBehind.CUT_COMMIT.in(table);
                Files.writeString(table.resolve("part-00000-0f2c.snappy.parquet"), "PAR1");
            }
        },
        TABLE_WITH_ROWS {
            @Override
            void in(Path table, SparkSession session) {
                row(session).write().format("delta").partitionBy("event_date").save(table.toString());
            }
        },
        TABLE_THAT_SOMEBODY_CHANGED {
            @Override
            void in(Path table, SparkSession session) {
                new TableAtPath(table.toString()).make(session, new TableLayout(Output.READINGS, Tables.READINGS));
                session.sql("ALTER TABLE delta.`" + table + "` SET TBLPROPERTIES ('of' = 'somebody')");
            }
        },
        EMPTY_TABLE_OF_OTHER_COLUMNS {
            @Override
            void in(Path table, SparkSession session) {
                new TableAtPath(table.toString()).make(session, new TableLayout(Output.ALARMS, Tables.ALARMS));
            }
        };

        abstract void in(Path table, SparkSession session) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void whatIsForeignIsNamedAndNotTouched(Foreign foreign) throws IOException {
        foreign.in(table, session);
        List<Path> before = files();

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> sink().prepare(session, FRESH))
                .withMessageContaining("the table begun.Readings for readings")
                .withMessageContaining("its place file:" + table + " is not empty")
                .withMessageContaining("Move away")
                .withMessageContaining("CREATE TABLE begun.Readings USING delta LOCATION 'file:" + table + "'");
        assertThatExceptionOfType(PipelineFailed.class)
                .isThrownBy(() -> sink().create(session))
                .withMessageContaining("Cannot make the table begun.Readings");
        assertThat(files()).isEqualTo(before);
        assertThat(session.catalog().tableExists("begun.readings")).isFalse();
    }

    @Test
    void aKnownTableWhoseLogIsLostBesideItsRowsIsRefusedAndNotTouched() throws IOException {
        write();
        Files.delete(table.resolve(FIRST));
        Files.deleteIfExists(table.resolve("_delta_log/00000000000000000001.json"));
        DeltaLog.clearCache();
        List<Path> before = files();

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> sink().prepare(session, FRESH))
                .withMessageContaining("begun.Readings that is not a Delta table");
        assertThat(files()).isEqualTo(before);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(table)) {
            return all.sorted().toList();
        }
    }
}
