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
import java.util.Objects;

/**
 * The rules of a pipeline while somebody edits them. The files are read again only when they are others than at the last
 * look, by time of change, size and identity.
 */
final class EditedRules implements LoadRules {

    private final PipelineFiles files;
    private final Path pipeline;
    private Seq<Path> watched;
    private Seq<String> seen = List.empty();
    private Either<Seq<String>, RuleBook> last = Either.left(List.empty());

    EditedRules(PipelineFiles files, Path pipeline) {
        this.files = files;
        this.pipeline = pipeline;
        watched = List.of(pipeline);
    }

    @Override
    public Either<Seq<String>, RuleBook> load() {
        Seq<String> now = watched.map(EditedRules::stamp);
        if (!now.equals(seen)) {
            watched = List.of(pipeline).appendAll(files.rulesFile(pipeline));
            // From before they are read: what is written meanwhile is read next time.
            seen = watched.map(EditedRules::stamp);
            last = files.load(pipeline)
                    .map(PipelinePlan::rules)
                    .mapLeft(problems -> problems.map(ConfigurationProblem::toString));
        }
        return last;
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return found.lastModifiedTime() + " " + found.size() + " " + Objects.toString(found.fileKey());
        } catch (IOException missing) {
            return "missing";
        }
    }
}
