package io.vigie.bootstrap.command;

import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Option;
import io.vigie.bootstrap.configuration.rules.RuleFiles;
import io.vigie.bootstrap.configuration.yaml.ConfigurationProblem;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code backtest}: what rules would have made of the past. */
@Command(
        name = "backtest",
        description = "Runs rules over history; with --against, tells what is new, gone and changed.")
final class BacktestCommand implements Callable<Integer> {

    private final RuleFiles files;
    private final Supplier<HistoryReview> review;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @CommandLine.Option(names = "--rules", paramLabel = "NEW.yaml", required = true, description = "The rules to run.")
    private Path rules = Path.of("");

    @CommandLine.Option(names = "--against", paramLabel = "OLD.yaml", description = "The rules to compare with.")
    private @Nullable Path against;

    @Mixin
    private ReadingsOptions readings = new ReadingsOptions();

    @CommandLine.Option(
            names = "--report",
            paramLabel = "FILE.html",
            description = "Writes a page with timelines, which needs no other file and no network.")
    private @Nullable Path report;

    BacktestCommand(RuleFiles files, Supplier<HistoryReview> review) {
        this.files = files;
        this.review = review;
    }

    @Override
    public Integer call() {
        readings.problem().forEach(problem -> {
            throw new ParameterException(spec.commandLine(), problem);
        });
        Either<Seq<ConfigurationProblem>, HistoryReview.RuleFile> now = load(files, rules);
        Option<Either<Seq<ConfigurationProblem>, HistoryReview.RuleFile>> before =
                Option.of(against).map(file -> load(files, file));
        Seq<ConfigurationProblem> problems = now.swap()
                .toList()
                .appendAll(before.toList().flatMap(each -> each.swap().toList()))
                .flatMap(each -> each);
        if (!problems.isEmpty()) {
            return Failure.refuse(spec, problems);
        }
        return Failure.guard(
                spec,
                Redaction.NONE,
                () -> review.get()
                        .backtest(
                                now.get(),
                                before.map(Either::get),
                                readings.readings(),
                                Option.of(report),
                                spec.commandLine().getOut()));
    }

    static Either<Seq<ConfigurationProblem>, HistoryReview.RuleFile> load(RuleFiles files, Path file) {
        return files.load(file).map(rules -> new HistoryReview.RuleFile(file, rules));
    }
}
