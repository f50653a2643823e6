package io.vigie.domain.monitor;

import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.window.Aggregate;
import io.vigie.domain.window.WindowDefinition;
import io.vigie.domain.window.WindowResult;
import io.vigie.domain.window.WindowSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Windows by keeping all readings and looking through all of them each time. */
final class WindowOracle {

    private record Window(WindowDefinition definition, String metric, long start, long end, List<Sent> readings) {
        Window(WindowDefinition definition, String metric, long start, long end) {
            this(definition, metric, start, end, new ArrayList<>());
        }
    }

    private final WindowDefinition[] definitions;
    private final long outOfOrder;
    private final List<Window> fixed = new ArrayList<>();
    private final List<List<Sent>> openSessions = new ArrayList<>();
    private final List<Window> sessions = new ArrayList<>();
    private final List<Sent> waiting = new ArrayList<>();
    private long largest = Long.MIN_VALUE;
    private long uncounted;

    WindowOracle(WindowDefinition[] definitions, long outOfOrder) {
        this.definitions = definitions;
        this.outOfOrder = outOfOrder;
    }

    void arrive(Sent sent) {
        largest = Math.max(largest, sent.time());
        long watermark = largest - outOfOrder;
        boolean late = sent.time() < watermark;
        for (WindowDefinition definition : definitions) {
            definition.spec().interpret(new WindowSpec.Algebra<Void>() {
                @Override
                public Void tumbling(WindowSpec.Tumbling windows) {
                    return aligned(Microseconds.of(windows.size()), Microseconds.of(windows.size()));
                }

                @Override
                public Void hopping(WindowSpec.Hopping windows) {
                    return aligned(Microseconds.of(windows.size()), Microseconds.of(windows.every()));
                }

                private Void aligned(long size, long every) {
                    long near = sent.time() / every;
                    for (long n = near - size / every - 3; n <= near + 3; n++) {
                        long start = n * every;
                        if (start <= sent.time() && sent.time() < start + size) {
                            if (late && start + size <= watermark) {
                                uncounted++;
                            } else {
                                window(definition, sent.metric(), start, start + size)
                                        .add(sent);
                            }
                        }
                    }
                    return null;
                }

                @Override
                public Void session(WindowSpec.Session windows) {
                    long gap = Microseconds.of(windows.gap());
                    if (late) {
                        takeIntoSession(definition, sent, gap, watermark);
                    } else {
                        waiting.add(sent);
                    }
                    waiting.sort(Comparator.comparingLong(Sent::time));
                    while (!waiting.isEmpty() && waiting.get(0).time() <= watermark) {
                        Sent next = waiting.remove(0);
                        endSessions(definition, gap, next.time());
                        takeIntoSession(definition, next, gap, Long.MIN_VALUE);
                    }
                    endSessions(definition, gap, watermark);
                    return null;
                }
            });
        }
    }

    private List<Sent> window(WindowDefinition definition, String metric, long start, long end) {
        Optional<Window> known = fixed.stream()
                .filter(window ->
                        window.definition.equals(definition) && window.metric.equals(metric) && window.start == start)
                .findAny();
        if (known.isPresent()) {
            return known.get().readings;
        }
        Window added = new Window(definition, metric, start, end);
        fixed.add(added);
        return added.readings;
    }

    private void takeIntoSession(WindowDefinition definition, Sent sent, long gap, long watermark) {
        boolean over = sessions.stream()
                .anyMatch(session -> session.definition.equals(definition)
                        && session.metric.equals(sent.metric())
                        && sent.time() < session.end);
        List<List<Sent>> near = openSessions.stream()
                .filter(session -> session.stream()
                        .anyMatch(member ->
                                member.metric().equals(sent.metric()) && Math.abs(member.time() - sent.time()) < gap))
                .toList();
        if (over || (near.isEmpty() && sent.time() + gap <= watermark)) {
            uncounted++;
            return;
        }
        List<Sent> joined = new ArrayList<>(List.of(sent));
        near.forEach(joined::addAll);
        openSessions.removeAll(near);
        openSessions.add(joined);
    }

    private void endSessions(WindowDefinition definition, long gap, long until) {
        for (List<Sent> session : List.copyOf(openSessions)) {
            long start = session.stream().mapToLong(Sent::time).min().getAsLong();
            long end = session.stream().mapToLong(Sent::time).max().getAsLong() + gap;
            if (end <= until) {
                openSessions.remove(session);
                sessions.add(new Window(definition, session.get(0).metric(), start, end, session));
            }
        }
    }

    long uncounted() {
        return uncounted;
    }

    List<String> windows() {
        List<Window> complete = new ArrayList<>(sessions);
        fixed.stream().filter(window -> window.end <= largest - outOfOrder).forEach(complete::add);
        return complete.stream().map(WindowOracle::line).toList();
    }

    private static String line(Window window) {
        double[] values =
                window.readings.stream().mapToDouble(Sent::value).sorted().toArray();
        return line(
                window.definition,
                window.metric,
                window.start,
                window.end,
                window.definition
                        .aggregates()
                        .map(aggregate -> value(aggregate, values))
                        .toJavaList());
    }

    static String line(WindowResult result) {
        return line(
                result.window(),
                result.metric().name(),
                result.time().start(),
                result.time().end(),
                result.values().toJavaList());
    }

    private static String line(WindowDefinition definition, String metric, long start, long end, List<Double> values) {
        StringBuilder line = new StringBuilder(definition.name() + " " + metric + " " + start + ".." + end);
        values.forEach(value -> line.append(String.format(Locale.ROOT, " %.6f", value + 0.0)));
        return line.toString();
    }

    private static double value(Aggregate aggregate, double[] sorted) {
        double sum = 0;
        for (double value : sorted) {
            sum += value;
        }
        double mean = sum / sorted.length;
        double squares = 0;
        for (double value : sorted) {
            squares += (value - mean) * (value - mean);
        }
        return switch (aggregate.word()) {
            case "count" -> sorted.length;
            case "sum" -> sum;
            case "min" -> sorted[0];
            case "max" -> sorted[sorted.length - 1];
            case "mean" -> mean;
            case "stddev" -> sorted.length < 2 ? Double.NaN : Math.sqrt(squares / (sorted.length - 1));
            case "p50" -> percentile(sorted, 50);
            case "p90" -> percentile(sorted, 90);
            default -> throw new IllegalArgumentException(aggregate.word());
        };
    }

    private static double percentile(double[] sorted, double percent) {
        double rank = percent / 100 * (sorted.length - 1);
        int below = (int) rank;
        return below + 1 == sorted.length
                ? sorted[below]
                : sorted[below] + (rank - below) * (sorted[below + 1] - sorted[below]);
    }
}
