package io.vigie.bootstrap.benchmark.yardstick;

import io.vigie.bootstrap.benchmark.yardstick.digest.JobDigests;
import io.vigie.bootstrap.benchmark.yardstick.digest.OutputDigest;
import io.vigie.bootstrap.benchmark.yardstick.process.Cost;
import io.vigie.bootstrap.benchmark.yardstick.process.JavaCommand;
import io.vigie.bootstrap.benchmark.yardstick.process.MeasuredProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** One workload, done by all contestants in turn, as often as asked. Who began is last in the next round. */
final class Trial {

    private static final Duration LONGEST = Duration.ofMinutes(20);

    private final Inputs inputs;
    private final Workload workload;
    private final List<Contestant> contestants;
    private final Consumer<String> progress;

    Trial(Inputs inputs, Workload workload, List<Contestant> contestants, Consumer<String> progress) {
        this.inputs = inputs;
        this.workload = workload;
        this.contestants = contestants;
        this.progress = progress;
    }

    /**
     * One run of one contestant.
     *
     * @param by who
     * @param job what
     * @param cost for how much
     */
    record Run(Contestant by, Job job, Cost cost) {}

    /** All runs, in the order in which they were done. */
    List<Run> runs(int rounds) throws IOException, InterruptedException {
        List<Run> runs = new ArrayList<>();
        List<Contestant> order = new ArrayList<>(contestants);
        for (int round = 1; round <= rounds; round++) {
            for (Contestant contestant : order) {
                Run run = run(contestant, round);
                runs.add(run);
                progress.accept(String.format(
                        Locale.ROOT,
                        "  run %d  %-8s %.1f s",
                        round,
                        contestant.name(),
                        run.cost().wall().toMillis() / 1e3));
            }
            Collections.reverse(order);
        }
        return runs;
    }

    private Run run(Contestant contestant, int round) throws IOException, InterruptedException {
        String name = workload.name().toLowerCase(Locale.ROOT) + "-" + contestant.name() + "-" + round;
        Job job = inputs.job(workload, name);
        List<String> command = contestant.prepare(job);
        Path out = job.directory().resolve("stdout.txt");
        return new Run(
                contestant,
                job,
                MeasuredProcess.run(command, out, job.directory().resolve("stderr.txt"), LONGEST));
    }

    /** What each of them has written, in the same order. */
    List<List<OutputDigest>> digests(List<Run> runs, Path jar, String heap) throws IOException, InterruptedException {
        Job first = runs.get(0).job();
        List<String> arguments = new ArrayList<>(List.of(workload.name(), first.servers()));
        runs.forEach(run -> arguments.add(run.job().directory().toString()));
        Path out = first.directory().resolve("digests.txt");
        MeasuredProcess.run(
                JavaCommand.ofClass(JobDigests.class, jar, heap, arguments),
                out,
                first.directory().resolve("digests-stderr.txt"),
                LONGEST);
        return JobDigests.parse(workload, Files.readAllLines(out));
    }
}
