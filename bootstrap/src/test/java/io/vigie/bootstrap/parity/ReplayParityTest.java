package io.vigie.bootstrap.parity;

import static io.vigie.adapters.spark.testing.TestPipeline.START;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import io.vigie.adapters.delta.DeltaConnector;
import io.vigie.adapters.spark.history.SparkHistory;
import io.vigie.adapters.spark.testing.ReplayedAlarms;
import io.vigie.adapters.spark.testing.TestPipeline;
import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.PayloadFormat;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.review.BacktestOrder;
import io.vigie.application.review.BacktestReport;
import io.vigie.application.review.PastAlarm;
import io.vigie.application.review.RuleBacktest;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.monitor.ArrivalTime;
import io.vigie.domain.monitor.FleetLimits;
import io.vigie.domain.monitor.TimePolicy;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A live run writes readings and alarms; the same rules over its table of readings come to those alarms to the last bit, and
 * to what live still waits for at the end: with readings that are late, repeated or come in bulk, devices whose clocks are
 * wrong, gateways, several partitions, and devices that are forgotten.
 */
@Timeout(300)
class ReplayParityTest {

    private static final long FIRST_SEED = Long.getLong("vigie.parity.seed", 1);
    private static final int CASES = Integer.getInteger("vigie.parity.cases", 2);

    private static final int FILES = 8;
    private static final int DEVICES = 4;
    private static final int SECONDS_A_FILE = 120;

    /** What is due so long before the clock's end is taken by then: no lag and no wait is longer. */
    private static final Duration MOST_WAITED = ofMinutes(6);

    @TempDir
    private Path directory;

    static LongStream seeds() {
        return LongStream.range(FIRST_SEED, FIRST_SEED + CASES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aBacktestOfALiveRunsTableGivesItsTransitions(long seed) {
        Random random = new Random(seed);
        TestPipeline pipeline = live(directory.resolve("files"), random);
        int files = 1 + random.nextInt(3);

        run(pipeline.filesPerBatch(files));

        assertReplayed(pipeline);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void soDoesOneOfSeveralPartitions(long seed) {
        Random random = new Random(-seed);
        TestPipeline first = live(directory.resolve("files"), random);
        run(first.filesPerBatch(FILES));
        Path topic = directory.resolve("topic");
        inPartitions(read(first, Output.READINGS), topic, random);
        TestPipeline second = with(
                        TestPipeline.in(directory.resolve("partitions")),
                        draft -> draft.time(first.plan().time()))
                .limits(first.plan().limits())
                .rules(ReplayedAlarms.RULES)
                .reading(new SourcePlan.DeltaTable(topic.toString()));

        run(second);

        assertReplayed(second);
    }

    private static TestPipeline with(
            TestPipeline pipeline, UnaryOperator<io.vigie.application.plan.PipelineDraft> change) {
        return new TestPipeline(
                pipeline.directory(), change.apply(pipeline.plan().draft()).build());
    }

    private static void run(TestPipeline pipeline) {
        DeltaConnector delta = new DeltaConnector();
        pipeline.run(List.of(delta), delta);
    }

    private static TestPipeline live(Path directory, Random random) {
        TimePolicy time = new TimePolicy(
                        random.nextBoolean() ? Duration.ZERO : ofSeconds(10), ofMinutes(5), ofMinutes(5))
                .duplicates(Option.when(random.nextBoolean(), ofMinutes(10)))
                .arrival(random.nextInt(3) == 0 ? ArrivalTime.EVENT : ArrivalTime.TRANSPORT);
        TestPipeline pipeline = with(TestPipeline.in(directory), draft -> draft.time(time))
                .limits(FleetLimits.DEFAULT.forgettingAfter(
                        Option.when(random.nextBoolean(), ofSeconds(2 * SECONDS_A_FILE))))
                .format(PayloadFormat.WIDE)
                .rules(ReplayedAlarms.RULES);
        for (int file = 0; file < FILES; file++) {
            int end = (file + 1) * SECONDS_A_FILE;
            pipeline.file("part-" + file + ".json", ofSeconds(end + random.nextInt(5)), lines(file, random));
        }
        return pipeline;
    }

    /** Every few seconds a message of some device; device 3 stays away now and then. */
    private static List<String> lines(int file, Random random) {
        List<String> lines = new ArrayList<>();
        int second = file * SECONDS_A_FILE;
        while (second < (file + 1) * SECONDS_A_FILE) {
            int device = random.nextInt(DEVICES);
            if (device != 3 || file < 2 || file > 5) {
                // Each clock is wrong by itself; one message in ten is old.
                int measured = second - 40 * device + 60 - (random.nextInt(10) == 0 ? random.nextInt(400) : 0);
                lines.add(message(device, measured, random));
            }
            if (random.nextInt(8) == 0 && !lines.isEmpty()) {
                lines.add(lines.get(random.nextInt(lines.size())));
            }
            second += 1 + random.nextInt(4);
        }
        return lines;
    }

    private static String message(int device, int second, Random random) {
        String metrics = switch (random.nextInt(4)) {
            case 0 -> "\"vibration\":" + random.nextInt(110);
            case 1 -> "\"temperature\":" + random.nextInt(110);
            case 2 -> "\"pressure\":" + random.nextInt(10);
            default -> "\"vibration\":" + random.nextInt(110) + ",\"temperature\":" + random.nextInt(110);
        };
        return "{\"deviceId\":\"d-" + device + "\",\"timestamp\":\"" + START.plusSeconds(Math.max(0, second)) + "\","
                + metrics + "}";
    }

    /** The same readings as two partitions of a topic have them, in a few commits. */
    private static void inPartitions(Dataset<Row> readings, Path table, Random random) {
        Dataset<Row> all = readings.withColumn("partition", functions.expr("cast(crc32(device_id) % 2 as string)"))
                .withColumn(
                        "offset",
                        functions
                                .dense_rank()
                                .over(Window.partitionBy("partition").orderBy("source", "offset"))
                                .cast("long"))
                .withColumn("ingested_at", functions.expr("ingested_at + make_interval(0, 0, 0, 0, 0, 0, partition)"))
                .withColumn("source", functions.lit("topic"))
                .persist();
        long most = all.agg(functions.max("offset")).head().getLong(0);
        long cut = most * (20 + random.nextInt(60)) / 100;
        for (String part : List.of("offset <= " + cut, "offset > " + cut)) {
            all.where(part)
                    .coalesce(1)
                    .sortWithinPartitions("partition", "offset", "position")
                    .write()
                    .format("delta")
                    .mode("append")
                    .save(table.toString());
        }
        all.unpersist();
    }

    private static Dataset<Row> read(TestPipeline pipeline, Output output) {
        return TestSession.get()
                .read()
                .format("delta")
                .load(pipeline.directory().resolve(output.word()).toString());
    }

    private static void assertReplayed(TestPipeline pipeline) {
        List<String> live = read(pipeline, Output.ALARMS).collectAsList().stream()
                .sorted(Comparator.comparing(row -> row.<Timestamp>getAs("event_time")))
                .map(ReplayedAlarms::line)
                .toList();
        BacktestReport report = backtest(pipeline);
        List<AlarmTransition> replayed =
                report.alarms().flatMap(PastAlarm::transitions).toJavaList();
        Instant end = report.extent().clock(pipeline.plan().time()).get();

        assertThat(replayed.stream().map(ReplayedAlarms::line).toList()).containsAll(live);
        assertThat(replayed.stream()
                        .filter(transition -> !live.contains(ReplayedAlarms.line(transition)))
                        .map(transition -> transition.occasion().eventTime()))
                .as("what live still waits for")
                .allMatch(time -> time.isAfter(end.minus(MOST_WAITED)));
        assertThat(live).hasSizeGreaterThan(10).doesNotHaveDuplicates();
        assertThat(report.lateness().readings())
                .isEqualTo(read(pipeline, Output.READINGS).where("late").count());
        assertThat(report.terms().remarks()).isEmpty();
    }

    private static BacktestReport backtest(TestPipeline pipeline) {
        try (SparkHistory history = new SparkHistory(
                TestSession.get(),
                List.of(new DeltaConnector()),
                new SourcePlan.DeltaTable(
                        pipeline.directory().resolve(Output.READINGS.word()).toString()),
                PayloadFormat.FLAT,
                terms -> terms,
                new SparkHistory.Span(Option.none(), Option.none()))) {
            return new RuleBacktest(history).backtest(new BacktestOrder(ReplayedAlarms.RULES, Option.none(), 0));
        }
    }
}
