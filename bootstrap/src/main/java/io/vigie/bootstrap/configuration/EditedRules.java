package io.vigie.bootstrap.configuration;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.port.out.LoadRules;
import io.vigie.domain.rule.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The rules of a pipeline while somebody edits them. The files are read again only when they are others than at the last
 * look, by time of change, size and, on this machine, identity.
 */
final class EditedRules implements LoadRules {

    private final PipelineFiles files;
    private final Path pipeline;
    private Seq<Supplier<String>> watched;
    private Seq<String> seen = List.empty();
    private Either<Seq<String>, RuleBook> last = Either.left(List.empty());

    EditedRules(PipelineFiles files, Path pipeline) {
        this.files = files;
        this.pipeline = pipeline;
        watched = List.of(local(pipeline));
    }

    @Override
    public Either<Seq<String>, RuleBook> load() {
        Seq<String> now = stamps();
        if (!now.equals(seen)) {
            watched = List.of(local(pipeline)).appendAll(files.watchRules(pipeline));
            // From before they are read: what is written meanwhile is read next time.
            seen = stamps();
            last = files.load(pipeline)
                    .map(PipelinePlan::rules)
                    .mapLeft(problems -> problems.map(ConfigurationProblem::toString));
        }
        return last;
    }

    private Seq<String> stamps() {
        return watched.map(Supplier::get).toList();
    }

    /** Tells a file of this machine from what it was before. */
    static Supplier<String> local(Path file) {
        return () -> {
            try {
                BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
                return found.lastModifiedTime() + " " + found.size() + " " + Objects.toString(found.fileKey());
            } catch (IOException missing) {
                return "missing";
            }
        };
    }

    /** Tells a file elsewhere from what it was before, and asks for it now and then only. */
    static Supplier<String> remote(RemoteFile file) {
        return new Occasionally(file);
    }

    private static final class Occasionally implements Supplier<String> {

        private static final Duration BETWEEN = Duration.ofSeconds(10);

        private final RemoteFile file;
        private long asked;
        private String answer;

        Occasionally(RemoteFile file) {
            this.file = file;
            answer = file.stamp();
            asked = System.nanoTime();
        }

        @Override
        public String get() {
            long now = System.nanoTime();
            if (now - asked > BETWEEN.toNanos()) {
                answer = file.stamp();
                asked = now;
            }
            return answer;
        }
    }
}
