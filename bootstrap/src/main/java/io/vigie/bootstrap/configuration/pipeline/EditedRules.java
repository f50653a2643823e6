package io.vigie.bootstrap.configuration.pipeline;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Option;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.port.out.LoadRules;
import io.vigie.bootstrap.configuration.yaml.ConfigurationProblem;
import io.vigie.bootstrap.configuration.yaml.FileStamp;
import io.vigie.domain.rule.RuleBook;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The rules of a pipeline while somebody edits them. The files are read again only when they are others than at the last
 * look, by time of change, size and, on this machine, identity. What is found may be half of what is being written, and
 * well-formed all the same: it is taken once the files have been still for a second, and read twice alike.
 */
public final class EditedRules implements LoadRules {

    private static final Duration STILL = Duration.ofSeconds(1);

    private final PipelineFiles files;
    private final Path pipeline;
    private final LongSupplier nanoseconds;
    private Seq<Supplier<String>> watched;
    private Seq<String> seen = List.empty();
    private Either<Seq<String>, RuleBook> last;
    private Option<Edit> edit = Option.none();

    /**
     * Those of a pipeline's file.
     *
     * @param known those that it was loaded with
     */
    public static LoadRules of(PipelineFiles files, Path pipeline, RuleBook known) {
        return new EditedRules(files, pipeline, known, System::nanoTime);
    }

    /**
     * Rules that are known.
     *
     * @param nanoseconds the time that passes
     */
    EditedRules(PipelineFiles files, Path pipeline, RuleBook known, LongSupplier nanoseconds) {
        this.files = files;
        this.pipeline = pipeline;
        this.nanoseconds = nanoseconds;
        watched = List.of(FileStamp.here(pipeline));
        last = Either.right(known);
    }

    /**
     * Files that are others than they were, and perhaps not yet what they are to be.
     *
     * @param stamps what they were told by when they were read
     * @param found what they held
     * @param since when that was
     */
    private record Edit(Seq<String> stamps, Either<Seq<String>, RuleBook> found, long since) {}

    @Override
    public Either<Seq<String>, RuleBook> load() {
        Seq<String> now = stamps();
        if (now.equals(seen)) {
            edit = Option.none();
        } else if (edit.exists(before -> before.stamps.equals(now))) {
            edit.filter(before -> nanoseconds.getAsLong() - before.since >= STILL.toNanos())
                    .forEach(this::readAgain);
        } else {
            Edit begun = read();
            edit = Option.some(begun);
            if (begun.found.equals(last)) {
                take(begun); // nothing comes of it
            }
        }
        return last;
    }

    private void readAgain(Edit before) {
        Edit again = read();
        if (again.stamps.equals(before.stamps) && again.found.equals(before.found)) {
            take(again);
        } else {
            edit = Option.some(again);
        }
    }

    private Edit read() {
        watched = List.of(FileStamp.here(pipeline)).appendAll(files.watchRules(pipeline));
        // From before they are read: what is written meanwhile is read next time.
        Seq<String> stamps = stamps();
        Either<Seq<String>, RuleBook> found = files.load(pipeline)
                .map(PipelinePlan::rules)
                .mapLeft(problems -> problems.map(ConfigurationProblem::toString));
        return new Edit(stamps, found, nanoseconds.getAsLong());
    }

    private void take(Edit whole) {
        seen = whole.stamps;
        last = whole.found.equals(last) ? last : whole.found;
        edit = Option.none();
    }

    private Seq<String> stamps() {
        return watched.map(Supplier::get).toList();
    }
}
