package io.vigie.bootstrap.command;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vigie.application.ruletest.RuleTests;
import io.vigie.application.ruletest.TestOutcome;
import io.vigie.application.ruletest.TestReport;
import io.vigie.application.ruletest.TestRules;
import io.vigie.application.ruletest.coverage.Coverage;
import io.vigie.bootstrap.configuration.rules.RuleTestFiles;
import io.vigie.bootstrap.configuration.yaml.ConfigurationProblem;
import io.vigie.domain.rule.RuleBook;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code test}: runs rule tests, and tells what they have not seen of the rules. */
@Command(name = "test", description = "Runs rule tests, without Spark; tells how much of the rules they cover.")
final class TestCommand implements Callable<Integer> {

    private final RuleTestFiles files;
    private final TestRules runner;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "TESTS.yaml", description = "Files of rule tests.")
    private List<Path> paths = List.of();

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "Writes the results to this file too, as the JUnit XML that build servers read.")
    private @Nullable Path junit;

    @Option(
            names = "--mutate",
            description = "Changes each limit, duration, count and severity of the rules a little, and lists the"
                    + " changes that no test notices.")
    private boolean mutate;

    TestCommand(RuleTestFiles files, TestRules runner) {
        this.files = files;
        this.runner = runner;
    }

    @Override
    public Integer call() {
        List<LoadedFile> loaded = load();
        return loaded.size() < paths.size() ? ExitStatus.USAGE : Failure.guard(spec, Redaction.NONE, () -> run(loaded));
    }

    private record LoadedFile(Path path, RuleTests tests) {}

    private List<LoadedFile> load() {
        PrintWriter err = spec.commandLine().getErr();
        List<LoadedFile> loaded = new ArrayList<>();
        // Rules that several files name are wrong once.
        Set<ConfigurationProblem> told = new HashSet<>();
        for (Path path : paths) {
            Either<Seq<ConfigurationProblem>, RuleTests> tests = files.load(path);
            tests.swap().forEach(problems -> problems.filter(told::add).forEach(err::println));
            tests.forEach(found -> loaded.add(new LoadedFile(path, found)));
        }
        err.flush();
        return loaded;
    }

    private int run(List<LoadedFile> loaded) {
        TestText text = new TestText(spec.commandLine().getOut());
        List<JUnitReport.Suite> suites = new ArrayList<>();
        Map<RuleBook, RuleTests> tests = LinkedHashMap.empty();
        Map<RuleBook, Coverage> coverage = LinkedHashMap.empty();
        for (LoadedFile file : loaded) {
            List<JUnitReport.Case> cases = new ArrayList<>();
            TestReport report = runner.test(file.tests, new Stopwatch(cases, text));
            suites.add(new JUnitReport.Suite(file.path.toString(), cases));
            tests = tests.put(file.tests.rules(), file.tests, RuleTests::and);
            coverage = coverage.put(file.tests.rules(), report.coverage(), Coverage::and);
        }
        Map<RuleBook, RuleTests> all = tests;
        coverage.forEach((rules, seen) -> text.coverage(all.get(rules).get(), seen));
        if (mutate) {
            tests.values().forEach(ofRules -> text.mutations(ofRules, runner.mutate(ofRules)));
        }
        if (junit != null) {
            JUnitReport.write(junit, suites);
        }
        return text.summary() ? ExitStatus.DONE : ExitStatus.FAILED_TEST;
    }

    /** Tells each outcome, and notes how long its test took. */
    private static final class Stopwatch implements Consumer<TestOutcome> {
        private final List<JUnitReport.Case> cases;
        private final TestText text;
        private long start = System.nanoTime();

        Stopwatch(List<JUnitReport.Case> cases, TestText text) {
            this.cases = cases;
            this.text = text;
        }

        @Override
        public void accept(TestOutcome outcome) {
            long end = System.nanoTime();
            cases.add(new JUnitReport.Case(outcome, Duration.ofNanos(end - start)));
            text.outcome(outcome);
            start = System.nanoTime();
        }
    }
}
