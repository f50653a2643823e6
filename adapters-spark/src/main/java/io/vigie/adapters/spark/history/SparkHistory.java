package io.vigie.adapters.spark.history;

import io.vavr.collection.HashMap;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Set;
import io.vavr.control.Option;
import io.vigie.adapters.spark.checkpoint.FailureText;
import io.vigie.adapters.spark.files.JsonFilesSource;
import io.vigie.adapters.spark.spi.ProlepticTimes;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.adapters.spark.spi.SparkSourceProvider;
import io.vigie.application.history.DeviceScan;
import io.vigie.application.history.HistoryExtent;
import io.vigie.application.history.HistoryTerms;
import io.vigie.application.plan.PayloadFormat;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.application.port.out.ReadingHistory;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.reading.RejectionReason;
import java.io.Serializable;
import java.time.Instant;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/**
 * History of any size. Each device's readings are brought together and sorted where there is disk for it, and looked
 * at as they come by; what is found travels back. Lines are decoded once, for all that is asked.
 */
public final class SparkHistory implements ReadingHistory, AutoCloseable {

    private final String name;
    private final Span span;
    private final HistoryTerms terms;
    private final Dataset<Row> rows;
    private final boolean decoded;
    private @Nullable HistoryExtent extent;

    /**
     * Which readings of a history are meant.
     *
     * @param from the first event time, where there is a bound
     * @param to the event time at which to stop, itself not included, where there is a bound
     */
    public record Span(Option<Instant> from, Option<Instant> to) {}

    /**
     * The history that a source has now.
     *
     * @param session where to run; it stays the caller's to stop
     * @param sources know the sources beyond JSON files
     * @param source which one is meant
     * @param payload what its messages are like, where it has messages
     * @param terms makes of the terms that the source has itself those that its readings are taken under
     * @throws PipelineRefused when there is nothing to read, or no right to
     */
    public SparkHistory(
            SparkSession session,
            Iterable<SparkSourceProvider> sources,
            SourcePlan source,
            PayloadFormat payload,
            UnaryOperator<HistoryTerms> terms,
            Span span) {
        SparkSource found = List.<SparkSourceProvider>of(wanted -> JsonFilesSource.of(
                        wanted,
                        payload,
                        terms.apply(HistoryTerms.OF_FILES).time().future()))
                .appendAll(sources)
                .flatMap(provider -> provider.source(source))
                .headOption()
                .getOrElseThrow(() -> new PipelineRefused(
                        "No adapter here reads " + source + ". Add the module that does to the class path."));
        name = source.toString();
        this.span = span;
        SparkSession own = session.cloneSession();
        ProlepticTimes.in(own);
        Dataset<Row> history = found.history(own);
        decoded = found.shape() != SparkSource.Shape.READINGS;
        this.terms = terms.apply(decoded ? HistoryTerms.OF_FILES : found.terms(own));
        rows = decoded
                ? history.mapPartitions(
                                new DecodeHistory(payload, this.terms.time()), Encoders.row(HistoryColumns.SCHEMA))
                        .persist(StorageLevel.MEMORY_AND_DISK())
                : HistoryColumns.ofReadings(within(history, "event_time", functions::lit));
    }

    private Dataset<Row> within(Dataset<Row> all, String column, java.util.function.Function<Instant, Column> bound) {
        Column time = functions.col(column);
        Dataset<Row> later =
                span.from().map(from -> all.filter(time.geq(bound.apply(from)))).getOrElse(all);
        return span.to().map(to -> later.filter(time.lt(bound.apply(to)))).getOrElse(later);
    }

    private Dataset<Row> readings() {
        Dataset<Row> readings = rows.filter(functions.col("reason").isNull());
        return decoded ? within(readings, "time", time -> functions.lit(Microseconds.of(time))) : readings;
    }

    @Override
    public HistoryTerms terms() {
        return terms;
    }

    @Override
    public HistoryExtent extent() {
        HistoryExtent known = extent;
        if (known == null) {
            known = guard(this::measure);
            extent = known;
        }
        return known;
    }

    private HistoryExtent measure() {
        Row all = readings()
                .agg(
                        functions.count(functions.lit(1)),
                        functions.countDistinct("device"),
                        functions.min("time"),
                        functions.max("time"),
                        functions.max("arrival"))
                .head();
        return new HistoryExtent(
                all.getLong(0),
                all.getLong(1),
                time(all, 2),
                time(all, 3),
                decoded && span.to().isEmpty()
                        ? time(rows.agg(functions.max("arrival")).head(), 0)
                        : time(all, 4),
                decoded ? rejected() : HashMap.empty());
    }

    private static Option<Instant> time(Row row, int column) {
        return row.isNullAt(column) ? Option.none() : Option.some(Microseconds.instant(row.getLong(column)));
    }

    private Map<RejectionReason, Long> rejected() {
        return List.ofAll(rows.filter(functions.col("reason").isNotNull())
                        .groupBy("reason")
                        .count()
                        .collectAsList())
                .toMap(row -> RejectionReason.of(row.getString(0)), row -> row.getLong(1));
    }

    @Override
    public <R extends Serializable> void scan(Option<Set<DeviceId>> devices, DeviceScan<R> scan, Consumer<R> found) {
        Dataset<Row> wanted = devices.map(those -> readings()
                        .filter(functions.col("device").isin((Object[])
                                those.map(DeviceId::value).toJavaArray(String[]::new))))
                .getOrElse(this::readings);
        // Found everywhere at once, then fetched part by part, so that not all of it is in memory here.
        Dataset<byte[]> results = HistoryColumns.inOrder(wanted)
                .mapPartitions(new ScanDevices<>(scan), Encoders.BINARY())
                .persist(StorageLevel.DISK_ONLY());
        try {
            guard(results::count);
            Iterator<byte[]> packed = guard(results::toLocalIterator);
            while (guard(packed::hasNext)) {
                found.accept(JavaSerialization.unpack(packed.next()));
            }
        } finally {
            results.unpersist();
        }
    }

    private <T> T guard(Supplier<T> job) {
        try {
            return job.get();
        } catch (RuntimeException e) {
            throw new PipelineFailed("Cannot read the history of " + name + ": " + FailureText.of(e), e);
        }
    }

    /** Frees what was kept for the next question. */
    @Override
    public void close() {
        rows.unpersist();
    }
}
