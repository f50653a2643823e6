package io.vigie.bootstrap.command;

import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vigie.bootstrap.configuration.CheckedFile;
import io.vigie.bootstrap.configuration.ConfigurationCheck;
import io.vigie.bootstrap.configuration.yaml.ConfigurationProblem;
import io.vigie.bootstrap.configuration.yaml.OneLine;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code check}: every error of every file, what the rules of good ones cost and what to beware of, without starting anything. */
@Command(
        name = "check",
        description =
                "Validates pipelines, rules and rule tests; every error as file:line:column: message. Tells what each rule costs a device, and warns of what it may do unexpectedly.")
final class CheckCommand implements Callable<Integer> {

    private final ConfigurationCheck check;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "FILE.yaml", description = "Pipelines, rules or rule tests.")
    private List<Path> files = List.of();

    CheckCommand(ConfigurationCheck check) {
        this.check = check;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        // Rules that several files name are wrong once.
        Set<ConfigurationProblem> told = new HashSet<>();
        for (Path file : files) {
            Either<Seq<ConfigurationProblem>, CheckedFile> checked = check.check(file);
            checked.swap().forEach(problems -> problems.filter(told::add).forEach(out::println));
            checked.forEach(good -> {
                out.println(OneLine.of(file.toString()) + ": ok, " + good.summary());
                good.costs().forEach(cost -> out.println("  " + cost));
                good.cautions().forEach(caution -> out.println("  warning: " + caution));
            });
        }
        out.flush();
        return told.isEmpty() ? ExitStatus.DONE : ExitStatus.USAGE;
    }
}
