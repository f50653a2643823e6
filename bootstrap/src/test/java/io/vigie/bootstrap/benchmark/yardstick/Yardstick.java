package io.vigie.bootstrap.benchmark.yardstick;

import io.vigie.bootstrap.benchmark.yardstick.Trial.Run;
import io.vigie.bootstrap.benchmark.yardstick.digest.OutputDigest;
import io.vigie.bootstrap.benchmark.yardstick.figures.Machine;
import io.vigie.bootstrap.benchmark.yardstick.telemetry.TelemetryLines;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Measures a build of Vigie against jobs written by hand on Spark, and against another build, each run a process of its
 * own, all in turn. {@code --help} tells the options, and {@code PERFORMANCE.md} what it means.
 *
 * <p>Exit status 1 says that a run failed, or that the outputs of two runs differ.
 */
public final class Yardstick {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private final YardstickOptions options;
    private final PrintStream out;

    private Yardstick(YardstickOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Measures, prints, and ends the process. */
    public static void main(String[] arguments) throws Exception {
        System.exit(execute(new PrintStream(System.out, true, StandardCharsets.UTF_8), arguments));
    }

    /** Measures and prints; gives the exit status. */
    static int execute(PrintStream out, String... arguments) throws IOException, InterruptedException {
        YardstickOptions options = new YardstickOptions();
        CommandLine line = new CommandLine(options);
        try {
            ParseResult parsed = line.parseArgs(arguments);
            if (parsed.isUsageHelpRequested()) {
                line.usage(out);
                return DONE;
            }
            options.check();
        } catch (ParameterException e) {
            System.err.println(e.getMessage());
            return USAGE;
        }
        return new Yardstick(options, out).measure();
    }

    private int measure() throws IOException, InterruptedException {
        Machine machine = Machine.now();
        out.println(machine + ", heap " + options.heap());
        if (machine.isBusy()) {
            out.println("WARNING: the machine does other things at the same time; these figures mean little.");
        }
        Files.createDirectories(options.work());
        Path directory = Files.createTempDirectory(options.work(), "yardstick-");
        boolean same = true;
        try (Inputs inputs = new Inputs(
                directory, options.messages(), () -> new TelemetryLines(options.devices(), options.seed()))) {
            for (Workload workload : options.workloads()) {
                same &= measure(inputs, workload);
            }
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            return FAILED;
        }
        delete(directory);
        return same ? DONE : FAILED;
    }

    private boolean measure(Inputs inputs, Workload workload) throws IOException, InterruptedException {
        out.printf(
                Locale.ROOT,
                "%n%s: %s; %,d messages of %,d devices%n",
                workload,
                workload.title(),
                options.messages(),
                options.devices());
        List<Contestant> contestants = contestants();
        Trial trial = new Trial(inputs, workload, contestants, out::println);
        List<Run> runs = trial.runs(options.runs());
        List<List<OutputDigest>> digests = trial.digests(runs, options.jar(), options.heap());
        TrialText text = new TrialText(contestants, runs, options.messages());
        text.figures().forEach(out::println);
        text.ratios().forEach(out::println);
        text.digests(digests).forEach(out::println);
        return new HashSet<>(digests).size() == 1;
    }

    private List<Contestant> contestants() {
        List<Contestant> contestants = new ArrayList<>();
        contestants.add(new VigieContestant("vigie", options.jar(), options.heap()));
        options.other().ifPresent(jar -> contestants.add(new VigieContestant("other", jar, options.heap())));
        contestants.add(new HandContestant(options.jar(), options.heap()));
        return contestants;
    }

    /** Its own directory, with all that runs have left there. */
    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
