package io.vigie.bootstrap.command;

import io.vigie.bootstrap.configuration.rules.RuleFiles;
import io.vigie.domain.alarm.AlarmId;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code explain}: why an alarm was raised, and what came of it. */
@Command(
        name = "explain",
        description = "Tells why an alarm was raised: the readings, the states passed through, the limits, the near"
                + " misses.")
final class ExplainCommand implements Callable<Integer> {

    private final RuleFiles files;
    private final Supplier<HistoryReview> review;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @CommandLine.Option(
            names = "--rules",
            paramLabel = "R.yaml",
            required = true,
            description = "The rules that raised it.")
    private Path rules = Path.of("");

    @Mixin
    private ReadingsOptions readings = new ReadingsOptions();

    @CommandLine.Option(
            names = "--alarm",
            paramLabel = "ID",
            required = true,
            description = "The alarm's id, as the alarms table and backtest show it.")
    private String alarm = "";

    ExplainCommand(RuleFiles files, Supplier<HistoryReview> review) {
        this.files = files;
        this.review = review;
    }

    @Override
    public Integer call() {
        readings.problem().forEach(problem -> {
            throw new ParameterException(spec.commandLine(), problem);
        });
        return BacktestCommand.load(files, rules).fold(problems -> Failure.refuse(spec, problems), this::explain);
    }

    private int explain(HistoryReview.RuleFile found) {
        return Failure.guard(
                spec,
                Redaction.NONE,
                () -> review.get()
                        .explain(
                                found,
                                rule -> files.line(rules, rule).map(line -> rules + ":" + line),
                                readings.readings(),
                                new AlarmId(alarm.strip().toLowerCase(Locale.ROOT)),
                                spec.commandLine().getOut(),
                                spec.commandLine().getErr()));
    }
}
