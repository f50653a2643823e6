package io.vigie.adapters.spark;

import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vigie.adapters.spark.spi.Tables;
import io.vigie.adapters.spark.testing.TestPipeline;
import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.plan.Output;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.domain.monitor.ArrivalTime;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.Severity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.MemoryStream;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import scala.collection.JavaConverters;

/** On streams that somebody else has. */
@Timeout(120)
class VigieTest {

    private static final Rule HOT = rule("hot")
            .metric("temperature")
            .raise(Severity.MAJOR, when("value > 80").heldFor(Duration.ofMinutes(1)))
            .build();
    private static final Rule SILENT = rule("silent")
            .metric("temperature")
            .raise(Severity.MINOR, silentFor(Duration.ofMinutes(10)))
            .build();

    @TempDir
    private Path directory;

    private final SparkSession session = TestSession.get();
    private final List<Row> rows = new CopyOnWriteArrayList<>();

    private <T> MemoryStream<T> memory(Encoder<T> encoder) {
        return org.apache.spark.sql.execution.streaming.MemoryStream$.MODULE$.apply(encoder, session.sqlContext());
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    private static <T> void add(MemoryStream<T> stream, T... values) {
        stream.addData(JavaConverters.asScalaBuffer(List.of(values)));
    }

    private StreamingQuery start(Dataset<Row> stream) throws Exception {
        VoidFunction2<Dataset<Row>, Long> take = (batch, number) -> rows.addAll(batch.collectAsList());
        return stream.writeStream()
                .option("checkpointLocation", directory.resolve("checkpoint").toString())
                .foreachBatch(take)
                .start();
    }

    /** All that comes of what a stream has, in one query after the other. */
    private List<String> told(Dataset<Row> stream, String... columns) throws Exception {
        rows.clear();
        StreamingQuery query = start(stream);
        try {
            query.processAllAvailable();
        } finally {
            query.stop();
        }
        return rows.stream()
                .map(row -> String.join(
                        " ",
                        Stream.of(columns)
                                .map(column -> String.valueOf(row.<Object>getAs(column)))
                                .toList()))
                .toList();
    }

    private static String reading(String device, double value, Duration at) {
        return TestPipeline.flat(device, "temperature", value, at);
    }

    @Test
    void messagesGiveAlarmsWhoseStateAndDeadlinesGoOnAcrossBatchesAndRestarts() throws Exception {
        MemoryStream<String> messages = memory(Encoders.STRING());
        Dataset<Row> alarms = Vigie.on(messages.toDF())
                .rules(HOT, SILENT)
                .time(TimePolicy.DEFAULT.arrival(ArrivalTime.EVENT))
                .alarms();
        assertThat(alarms.schema()).isEqualTo(Tables.ALARMS);

        add(messages, reading("boiler-1", 85, Duration.ZERO), reading("boiler-2", 60, Duration.ZERO));
        assertThat(told(alarms, "device_id", "rule_id", "transition")).isEmpty();

        add(messages, reading("boiler-1", 86, Duration.ofMinutes(2)));
        assertThat(told(alarms, "device_id", "rule_id", "transition")).containsExactly("boiler-1 hot raised");

        add(messages, reading("boiler-1", 20, Duration.ofMinutes(11)));
        assertThat(told(alarms, "device_id", "rule_id", "transition"))
                .containsExactlyInAnyOrder("boiler-1 hot cleared", "boiler-2 silent raised");
    }

    @Test
    void bytesGiveReadings() throws Exception {
        MemoryStream<byte[]> messages = memory(Encoders.BINARY());
        add(
                messages,
                reading("boiler-1", 85, Duration.ofMinutes(2)).getBytes(StandardCharsets.UTF_8),
                reading("boiler-1", 84, Duration.ZERO).getBytes(StandardCharsets.UTF_8));
        Vigie vigie = Vigie.on(messages.toDF());

        assertThat(told(vigie.readings(), "device_id", "value", "late", "source"))
                .containsExactly("boiler-1 85.0 false stream", "boiler-1 84.0 true stream");
        assertThat(vigie.readings().schema()).isEqualTo(Tables.READINGS);
    }

    @Test
    void whatIsNoReadingIsRejectedAsItCame() throws Exception {
        MemoryStream<byte[]> messages = memory(Encoders.BINARY());
        add(messages, new byte[] {'n', 'o', (byte) 0xFF});

        assertThat(told(Vigie.on(messages.toDF()).of(Output.REJECTED), "reason"))
                .containsExactly("malformed");
        assertThat(rows.get(0).<byte[]>getAs("payload")).containsExactly('n', 'o', 0xFF);
    }

    @Test
    void violationsTakeNoState() throws Exception {
        MemoryStream<String> messages = memory(Encoders.STRING());
        add(messages, reading("boiler-1", 85, Duration.ZERO), reading("boiler-1", 20, Duration.ZERO));
        Rule now = rule("now")
                .metric("temperature")
                .raise(Severity.MAJOR, when("value > 80"))
                .build();

        StreamingQuery query = start(Vigie.on(messages.toDF()).rules(now).violations());
        query.processAllAvailable();
        query.stop();

        assertThat(rows)
                .singleElement()
                .satisfies(row -> assertThat(row.<String>getAs("rule_id")).isEqualTo("now"));
        assertThat(query.lastProgress().stateOperators()).isEmpty();
    }

    @Test
    void readingsThatAreDecodedAlreadyAreJudgedToo() throws Exception {
        StructType columns =
                StructType.fromDDL("device_id STRING, metric STRING, value FLOAT, event_time TIMESTAMP, unit STRING");
        MemoryStream<Row> readings = memory(Encoders.row(columns));
        for (int minute = 0; minute < 3; minute++) {
            add(
                    readings,
                    RowFactory.create(
                            "boiler-1",
                            "temperature",
                            90f,
                            Timestamp.from(TestPipeline.START.plus(Duration.ofMinutes(minute))),
                            "celsius"));
        }

        assertThat(told(Vigie.on(readings.toDF()).rules(HOT).alarms(), "device_id", "transition", "event_time"))
                .containsExactly("boiler-1 raised " + Timestamp.from(TestPipeline.START.plus(Duration.ofMinutes(1))));
    }

    private MemoryStream<Row> topic() {
        return memory(Encoders.row(StructType.fromDDL(
                "key BINARY, value BINARY, topic STRING, partition INT, offset BIGINT, timestamp TIMESTAMP,"
                        + " timestampType INT")));
    }

    private static Row message(String text, long offset, Duration arrival) {
        return RowFactory.create(
                null,
                text.getBytes(StandardCharsets.UTF_8),
                "telemetry",
                3,
                offset,
                Timestamp.from(TestPipeline.START.plus(arrival)),
                0);
    }

    @Test
    void messagesOfKafkaKeepTheirPlaces() throws Exception {
        MemoryStream<Row> records = topic();
        add(records, message(reading("boiler-1", 85, Duration.ZERO), 42, Duration.ofMinutes(1)));

        assertThat(told(Vigie.on(records.toDF()).readings(), "source", "partition", "offset", "ingested_at"))
                .containsExactly("telemetry 3 42 " + Timestamp.from(TestPipeline.START.plus(Duration.ofMinutes(1))));
    }

    @Test
    void deadlinesAreReachedByArrivalsWhateverTheClocksOfOtherDevicesSay() throws Exception {
        MemoryStream<Row> records = topic();
        Dataset<Row> alarms = Vigie.on(records.toDF()).rules(HOT, SILENT).alarms();

        add(records, message(reading("boiler-1", 85, Duration.ZERO), 1, Duration.ofMinutes(4)));
        assertThat(told(alarms, "device_id", "rule_id", "transition")).isEmpty();

        add(records, message(reading("boiler-2", 60, Duration.ofMinutes(9)), 2, Duration.ofMinutes(5)));
        assertThat(told(alarms, "device_id", "rule_id", "transition"))
                .as("boiler-1, four minutes behind, may still fall below 80 in time")
                .isEmpty();

        add(records, message(reading("boiler-2", 60, Duration.ofMinutes(10)), 3, Duration.ofMillis(300_001)));
        assertThat(told(alarms, "device_id", "rule_id", "transition", "event_time"))
                .containsExactly("boiler-1 hot raised " + Timestamp.from(TestPipeline.START.plusSeconds(60)));
    }

    @Test
    void whatIsNoStreamOrHasNeitherMessagesNorReadingsIsRefused() {
        Dataset<Row> noStream = session.range(1).toDF("value");
        Dataset<Row> numbers = session.readStream().format("rate").load();

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> Vigie.on(noStream))
                .withMessageContaining("is no stream");
        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> Vigie.on(numbers))
                .withMessageContaining("timestamp, value")
                .withMessageContaining("device_id, metric, value and event_time");
    }
}
