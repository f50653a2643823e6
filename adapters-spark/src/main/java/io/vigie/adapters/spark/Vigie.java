package io.vigie.adapters.spark;

import io.vavr.collection.HashSet;
import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vigie.adapters.spark.intake.CurrentPlan;
import io.vigie.adapters.spark.intake.GivenMessages;
import io.vigie.adapters.spark.intake.GivenReadings;
import io.vigie.adapters.spark.intake.StagePlan;
import io.vigie.adapters.spark.rows.OutputRows;
import io.vigie.adapters.spark.spi.SparkSource.Shape;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.adapters.spark.spi.messages.HeaderUse;
import io.vigie.adapters.spark.spi.messages.MessageColumns;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.PayloadPlan;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.domain.monitor.FleetLimits;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.Rules;
import io.vigie.domain.window.WindowBook;
import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;

/**
 * Readings, alarms and violations of somebody's own stream, as streams that he goes on with: {@code
 * Vigie.on(stream).rules(overheat).alarms()}. Each is a Dataset to be started as a query of its own, with a checkpoint of its
 * own; source, sinks and triggers stay whose the stream is.
 *
 * <p>The kernel and its state are those of a pipeline. What a pipeline has besides is not there: its clock moves with the
 * arrivals of messages alone and not while none come, rules stay as they are while the query runs, messages are not held
 * against a share that may be bad, and {@link FleetLimits#devices()} does not count.
 */
public final class Vigie {

    private static final Seq<String> OF_KAFKA = List.of("topic", "partition", "offset", "timestamp");

    private final Dataset<Row> stream;
    private final PayloadPlan payload;
    private final TimePolicy time;
    private final FleetLimits limits;
    private final RuleBook rules;
    private final WindowBook windows;

    private Vigie(
            Dataset<Row> stream,
            PayloadPlan payload,
            TimePolicy time,
            FleetLimits limits,
            RuleBook rules,
            WindowBook windows) {
        this.stream = stream;
        this.payload = payload;
        this.time = time;
        this.limits = limits;
        this.rules = rules;
        this.windows = windows;
    }

    /**
     * On a stream of messages or of readings. Messages are in a column {@code value}, of text or bytes, one in each row; with
     * the other columns of Spark's Kafka source, they have their places there. Readings are in columns {@code device_id}, {@code
     * metric}, {@code value}, a number, and {@code event_time}, and may have {@code unit} and {@code tags}.
     *
     * @throws PipelineRefused when the Dataset is no stream, or has neither
     */
    public static Vigie on(Dataset<Row> stream) {
        if (!stream.isStreaming()) {
            throw new PipelineRefused("This Dataset is no stream. Read it by readStream(), or judge what is over with"
                    + " RuleBacktest over SparkHistory.");
        }
        Vigie vigie = new Vigie(
                stream, PayloadPlan.DEFAULT, TimePolicy.DEFAULT, FleetLimits.DEFAULT, RuleBook.EMPTY, WindowBook.EMPTY);
        if (!vigie.isOfReadings() && !vigie.isOfMessages()) {
            throw new PipelineRefused("This stream has neither messages nor readings, but the columns "
                    + String.join(", ", stream.columns())
                    + ". Give it a column `value` of text or bytes, a message in each"
                    + " row; or device_id, metric, value and event_time.");
        }
        return vigie;
    }

    /** With these rules. */
    public Vigie rules(Rule... others) {
        return rules(Rules.rules(others));
    }

    /** With these rules. */
    public Vigie rules(RuleBook others) {
        return new Vigie(stream, payload, time, limits, others, windows);
    }

    /** With these windows. */
    public Vigie windows(WindowBook others) {
        return new Vigie(stream, payload, time, limits, rules, others);
    }

    /** With messages described so. */
    public Vigie payload(PayloadPlan other) {
        return new Vigie(stream, other, time, limits, rules, windows);
    }

    /** With readings late, out of order and of the future as this says. */
    public Vigie time(TimePolicy other) {
        return new Vigie(stream, payload, other, limits, rules, windows);
    }

    /** Within these limits, but for that of devices. */
    public Vigie limits(FleetLimits others) {
        return new Vigie(stream, payload, time, others, rules, windows);
    }

    /** Every valid reading, in the columns of {@link Tables#READINGS}. */
    public Dataset<Row> readings() {
        return of(Output.READINGS);
    }

    /** What happens to alarms, in the columns of {@link Tables#ALARMS}; those of shadow rules are marked. */
    public Dataset<Row> alarms() {
        return of(Output.ALARMS);
    }

    /** For each reading the rules that it meets by itself, in the columns of {@link Tables#VIOLATIONS}: without any state. */
    public Dataset<Row> violations() {
        return of(Output.VIOLATIONS);
    }

    /** Any output, in the columns of its table; rejected messages in those of {@link Tables#DEAD_LETTERS}. */
    public Dataset<Row> of(Output output) {
        boolean clocked = output == Output.ALARMS
                || output == Output.WINDOWS
                || (output.needsState() && limits.forgetAfter().isDefined());
        StagePlan plan = new StagePlan(
                payload,
                HeaderUse.asTheyAre(false),
                time,
                limits,
                rules,
                windows,
                HashSet.of(output),
                false,
                HashSet.empty(),
                clocked,
                clocked,
                Map.of(),
                Microseconds.NEVER,
                0);
        OutputRows rows = new OutputRows(output, windows);
        return PipelineStages.of(
                        isOfReadings() ? readingRows() : messages(),
                        isOfReadings() ? Shape.READINGS : Shape.MESSAGES,
                        new CurrentPlan(plan),
                        packs -> packs)
                .mapPartitions(rows, Encoders.row(rows.columns()));
    }

    private boolean has(String column) {
        return Arrays.asList(stream.columns()).contains(column);
    }

    private boolean isOfReadings() {
        return List.of("device_id", "metric", "event_time").forAll(this::has)
                && has("value")
                && stream.schema().apply("value").dataType() instanceof NumericType;
    }

    private boolean isOfMessages() {
        return has("value")
                && List.of(DataTypes.StringType, DataTypes.BinaryType)
                        .contains(stream.schema().apply("value").dataType());
    }

    private Dataset<Row> messages() {
        boolean isOfKafka = OF_KAFKA.forAll(this::has);
        Column arrival = isOfKafka ? functions.col("timestamp") : functions.current_timestamp();
        return stream.select(
                        functions.col("value").cast(DataTypes.BinaryType),
                        isOfKafka ? functions.col("topic") : functions.lit("stream"),
                        isOfKafka
                                ? functions.col("partition").cast(DataTypes.StringType)
                                : nothing(DataTypes.StringType),
                        isOfKafka ? functions.col("offset") : nothing(DataTypes.LongType),
                        functions.unix_micros(arrival))
                .toDF(GivenMessages.COLUMNS.fieldNames())
                .mapPartitions(new GivenMessages(), Encoders.row(MessageColumns.SCHEMA));
    }

    /** In the columns of a readings table: what is not there is nothing, and they arrive as they are read. */
    private Dataset<Row> readingRows() {
        return stream.select(Arrays.stream(Tables.READINGS.fields())
                        .map(this::ofReading)
                        .toArray(Column[]::new))
                .mapPartitions(new GivenReadings(), Encoders.row(Tables.READINGS));
    }

    private Column ofReading(StructField field) {
        Column column = switch (field.name()) {
            case "device_id", "metric", "value", "event_time" -> functions.col(field.name());
            case "unit", "tags" -> has(field.name()) ? functions.col(field.name()) : nothing(field.dataType());
            case "source" -> functions.lit("stream");
            case "ingested_at" -> functions.current_timestamp();
            default -> nothing(field.dataType());
        };
        return column.cast(field.dataType()).as(field.name());
    }

    private static Column nothing(DataType type) {
        return functions.lit(null).cast(type);
    }
}
