package io.vigie.bootstrap.benchmark.yardstick;

import io.vigie.bootstrap.benchmark.yardstick.Trial.Run;
import io.vigie.bootstrap.benchmark.yardstick.digest.OutputDigest;
import io.vigie.bootstrap.benchmark.yardstick.figures.Ratio;
import io.vigie.bootstrap.benchmark.yardstick.figures.Spread;
import io.vigie.bootstrap.benchmark.yardstick.process.Cost;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What is told of the runs of a workload. */
final class TrialText {

    private static final String ROW = "  %-8s  %-26s  %-26s  %-26s  %s";
    private static final double MEBIBYTE = 1024 * 1024;

    private final List<Contestant> contestants;
    private final List<Run> runs;
    private final int messages;

    /** @param contestants the first is the one that the others are measured by */
    TrialText(List<Contestant> contestants, List<Run> runs, int messages) {
        this.contestants = contestants;
        this.runs = runs;
        this.messages = messages;
    }

    /** A line for each contestant: medians, with the least and the most. */
    List<String> figures() {
        List<String> lines = new ArrayList<>();
        lines.add(ROW.formatted("", "wall s", "processor s", "peak MiB", "messages/s"));
        for (Contestant contestant : contestants) {
            List<Cost> costs = costsOf(contestant);
            lines.add(ROW.formatted(
                    contestant.name(),
                    spread(costs, TrialText::wall).with(2),
                    spread(costs, TrialText::processor).with(2),
                    peak(costs),
                    spread(costs, cost -> messages / wall(cost)).with(0)));
        }
        return lines;
    }

    /** For each contestant but the first, how many times as much it takes. */
    List<String> ratios() {
        Contestant first = contestants.get(0);
        List<String> lines = new ArrayList<>();
        for (Contestant other : contestants.subList(1, contestants.size())) {
            lines.add(ratio(other, first, "wall", TrialText::wall));
            lines.add(ratio(other, first, "processor", TrialText::processor));
        }
        return lines;
    }

    private String ratio(Contestant one, Contestant other, String what, ToDoubleFunction<Cost> figure) {
        return "  %s / %s, %s: %s"
                .formatted(
                        one.name(),
                        other.name(),
                        what,
                        Ratio.of(all(costsOf(one), figure), all(costsOf(other), figure)));
    }

    /**
     * For each output, what all have written; where they differ, who wrote what.
     *
     * @param digests those of each run
     */
    List<String> digests(List<List<OutputDigest>> digests) {
        List<String> lines = new ArrayList<>();
        for (int output = 0; output < digests.get(0).size(); output++) {
            Map<OutputDigest, List<String>> writers = new LinkedHashMap<>();
            for (int run = 0; run < runs.size(); run++) {
                writers.computeIfAbsent(digests.get(run).get(output), digest -> new ArrayList<>())
                        .add(runs.get(run).job().directory().getFileName().toString());
            }
            writers.forEach((digest, names) -> lines.add(String.format(
                    Locale.ROOT,
                    "  %-10s  %,d rows, digest %s, %s",
                    digest.output().word(),
                    digest.rows(),
                    digest.hexadecimal(),
                    writers.size() == 1 ? "the same of all runs" : "DIFFERENT, of " + String.join(", ", names))));
        }
        return lines;
    }

    private List<Cost> costsOf(Contestant contestant) {
        return runs.stream()
                .filter(run -> run.by().equals(contestant))
                .map(Run::cost)
                .toList();
    }

    private static String peak(List<Cost> costs) {
        return costs.stream().anyMatch(cost -> cost.peakBytes().isEmpty())
                ? "not available"
                : spread(costs, cost -> cost.peakBytes().orElseThrow() / MEBIBYTE)
                        .with(0);
    }

    private static double wall(Cost cost) {
        return cost.wall().toNanos() / 1e9;
    }

    private static double processor(Cost cost) {
        return cost.processor().toNanos() / 1e9;
    }

    private static Spread spread(List<Cost> costs, ToDoubleFunction<Cost> figure) {
        return Spread.of(all(costs, figure));
    }

    private static List<Double> all(List<Cost> costs, ToDoubleFunction<Cost> figure) {
        return costs.stream().map(cost -> figure.applyAsDouble(cost)).toList();
    }
}
