package io.vigie.adapters.spark.files;

import io.vavr.control.Option;
import io.vigie.adapters.spark.files.listing.InputPath;
import io.vigie.adapters.spark.files.listing.PassedOver;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.adapters.spark.spi.messages.MessageColumns;
import io.vigie.application.plan.AfterReading;
import io.vigie.application.plan.FileLayout;
import io.vigie.application.plan.PayloadFormat;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.port.out.PipelineFailed;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/** Files of JSON, as a stream of those that come, or as all that are there. */
public final class JsonFilesSource implements SparkSource {

    private final SourcePlan.JsonFiles plan;

    /** How far the clock of who writes files may be ahead, in microseconds. */
    private final long future;

    private @Nullable TakenFiles taken;
    private @Nullable Path takenIn;
    private volatile @Nullable FileStream stream;

    private JsonFilesSource(SourcePlan.JsonFiles plan, long future) {
        this.plan = plan;
        this.future = future;
    }

    /**
     * The source of a plan, where it is of files.
     *
     * @param payload what the messages in them are like
     * @param future how far the clock of who writes files may be ahead
     */
    public static Option<SparkSource> of(SourcePlan plan, PayloadFormat payload, Duration future) {
        if (!(plan instanceof SourcePlan.JsonFiles files)) {
            return Option.none();
        }
        return Option.some(new JsonFilesSource(forPayload(files, payload), future.toMillis() * 1_000));
    }

    /** Where a message may be an array of objects, a file that is one array is one message. */
    static SourcePlan.JsonFiles forPayload(SourcePlan.JsonFiles files, PayloadFormat payload) {
        return payload == PayloadFormat.SENML && files.layout() == FileLayout.FOUND
                ? files.in(FileLayout.FOUND_OF_ARRAYS)
                : files;
    }

    @Override
    public Shape shape() {
        return Shape.LINES;
    }

    /** How messages lie in the files. */
    FileLayout layout() {
        return plan.layout();
    }

    @Override
    public boolean isOffset(String json, long lastLogged) {
        return FileOffset.isWritten(json, lastLogged);
    }

    @Override
    public long lastLogged(SparkSession session, String directory) {
        return taken(session, directory).last();
    }

    /** Read once, before anything starts: it may be long. */
    private synchronized TakenFiles taken(SparkSession session, String directory) {
        Path place = new Path(directory);
        TakenFiles known = taken;
        if (known == null || !place.equals(takenIn)) {
            Configuration hadoop = session.sessionState().newHadoopConf();
            InputFiles input = InputFiles.of(plan, hadoop);
            input.mustBeThere();
            known = TakenFiles.of(input, reading(session, input, hadoop), directory, new FileArrivals(future), hadoop);
            taken = known;
            takenIn = place;
        }
        return known;
    }

    @Override
    public void committed(SparkSession session, String directory, String offset) {
        if (!(plan.after() instanceof AfterReading.Keep)) {
            taken(session, directory).putAway(FileOffset.number(FileOffset.of(offset)));
        }
    }

    @Override
    public String name() {
        return "files at " + plan.path();
    }

    @Override
    public Dataset<Row> open(SparkSession session) {
        Configuration hadoop = session.sessionState().newHadoopConf();
        InputFiles input = InputFiles.of(plan, hadoop);
        input.mustBeThere();
        FileReading reading = reading(session, input, hadoop);
        String name = FileStreamProvider.name(checkpoint -> {
            FileStream opened = new FileStream(input, reading, sizes(session), taken(session, checkpoint));
            stream = opened;
            return opened;
        });
        return session.readStream()
                .format(FileStreamProvider.class.getName())
                .option(FileStreamProvider.NAME, name)
                .load();
    }

    private static FileReading reading(SparkSession session, InputFiles input, Configuration hadoop) {
        try {
            String root = input.now()
                    .map(InputPath::root)
                    .getOrElse(() -> input.store().path(input.plan().path()));
            return FileReading.of(
                    session, hadoop, input.store().name(root), input.plan().layout());
        } catch (IOException e) {
            throw new PipelineFailed("Cannot look into " + input.plan().path() + ": " + e.getMessage(), e);
        }
    }

    private static FileParts.Sizes sizes(SparkSession session) {
        var settings = session.sessionState().conf();
        return new FileParts.Sizes(
                settings.filesMaxPartitionBytes(),
                settings.filesOpenCostInBytes(),
                session.sparkContext().defaultParallelism());
    }

    @Override
    public boolean leavesMessages() {
        FileStream open = stream;
        return open != null && open.leavesFiles();
    }

    @Override
    public Map<String, Long> passedOver() {
        FileStream open = stream;
        return open == null ? PassedOver.none() : open.passedOver();
    }

    @Override
    public Dataset<Row> history(SparkSession session) {
        Configuration hadoop = session.sessionState().newHadoopConf();
        InputFiles input = InputFiles.of(plan, hadoop);
        input.mustBeThere();
        FileReading reading = reading(session, input, hadoop);
        List<FileParts> parts = FileParts.of(
                AllFiles.of(input, new FileArrivals(future)),
                sizes(session),
                file -> FileStream.isDivisible(input.store(), reading, file));
        var rows = JavaSparkContext.fromSparkContext(session.sparkContext())
                .parallelize(parts, Math.max(1, parts.size()))
                .mapPartitions(some -> new Rows(reading, some));
        return session.internalCreateDataFrame(rows.rdd(), MessageColumns.SCHEMA, false);
    }

    /** All rows of some parts. */
    private static final class Rows implements Iterator<InternalRow> {

        private final FileRows rows;
        private @Nullable InternalRow next;

        Rows(FileReading reading, Iterator<FileParts> parts) {
            List<FilePart> all = new ArrayList<>();
            parts.forEachRemaining(some -> all.addAll(some.parts()));
            rows = new FileRows(reading, all);
        }

        @Override
        public boolean hasNext() {
            next = next == null ? rows.next() : next;
            return next != null;
        }

        @Override
        public InternalRow next() {
            InternalRow row = hasNext() ? next : null;
            if (row == null) {
                throw new NoSuchElementException("no more rows");
            }
            next = null;
            return row;
        }
    }
}
