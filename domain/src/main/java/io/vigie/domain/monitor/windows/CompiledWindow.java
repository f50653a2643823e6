package io.vigie.domain.monitor.windows;

import io.vavr.collection.Array;
import io.vavr.control.Option;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.window.Aggregate;
import io.vigie.domain.window.Alignment;
import io.vigie.domain.window.PercentileSketches;
import io.vigie.domain.window.WindowDefinition;
import io.vigie.domain.window.WindowSignature;
import io.vigie.domain.window.WindowSpec;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A definition of windows, made ready for the devices that the same rules and windows watch. */
public final class CompiledWindow {

    final WindowDefinition definition;

    /** Its {@link WindowSignature}. */
    final long signature;

    final PercentileSketches sketches;

    /** What is kept of each window. */
    final WindowLayout layout;

    /** What was kept of each under other signatures; none where that is of no use. Looked for once. */
    private final Map<Long, Option<WindowLayout>> layouts = new ConcurrentHashMap<>();

    /** The percentiles that are asked for, in the order of the aggregates. */
    final double[] percents;

    /** For each aggregate, how it comes out of a window. */
    private final Outcome[] outcomes;

    private final Shape shape;

    /** Makes what keeps the windows of one metric of one device. */
    private interface Shape {
        OpenWindows none(CompiledWindow window);
    }

    private interface Outcome {
        double of(RunningWindow window, double[] percentiles);
    }

    public CompiledWindow(WindowDefinition definition, PercentileSketches sketches) {
        this.definition = definition;
        this.sketches = sketches;
        signature = WindowSignature.of(definition).number();
        shape = definition.spec().interpret(new Shapes());
        Outcomes compiling = new Outcomes();
        outcomes = definition
                .aggregates()
                .map(aggregate -> aggregate.interpret(compiling))
                .toJavaArray(Outcome[]::new);
        percents = compiling.percents;
        layout = WindowLayout.of(definition.aggregates().map(Aggregate::word));
    }

    /** What was kept of each window when its definition had this signature; none where that is of no use here. */
    Option<WindowLayout> layout(long written) {
        return written == signature
                ? Option.some(layout)
                : layouts.computeIfAbsent(
                        written,
                        number -> WindowSignature.amongAggregates(definition, number)
                                .map(WindowLayout::of));
    }

    OpenWindows none() {
        return shape.none(this);
    }

    Array<Double> values(RunningWindow window) {
        double[] percentiles = new double[percents.length];
        window.percentiles(percents, percentiles);
        return Array.of(outcomes).map(outcome -> outcome.of(window, percentiles));
    }

    private static final class Shapes implements WindowSpec.Algebra<Shape> {

        @Override
        public Shape tumbling(WindowSpec.Tumbling windows) {
            long size = Microseconds.of(windows.size());
            return aligned(new Alignment(size, size));
        }

        @Override
        public Shape hopping(WindowSpec.Hopping windows) {
            return aligned(new Alignment(Microseconds.of(windows.size()), Microseconds.of(windows.every())));
        }

        private static Shape aligned(Alignment alignment) {
            return window -> new AlignedWindows(window, alignment);
        }

        @Override
        public Shape session(WindowSpec.Session windows) {
            long gap = Microseconds.of(windows.gap());
            return window -> new SessionWindows(window, gap);
        }
    }

    private static final class Outcomes implements Aggregate.Algebra<Outcome> {

        private double[] percents = {};

        @Override
        public Outcome statistic(Aggregate.Statistic statistic) {
            return switch (statistic.kind()) {
                case COUNT -> (window, percentiles) -> window.count;
                case SUM -> (window, percentiles) -> window.sum;
                case MIN -> (window, percentiles) -> window.least;
                case MAX -> (window, percentiles) -> window.greatest;
                case MEAN -> (window, percentiles) -> window.sum / window.count;
                case STDDEV -> (window, percentiles) -> window.deviation();
            };
        }

        @Override
        public Outcome percentile(Aggregate.Percentile percentile) {
            int place = percents.length;
            percents = Arrays.copyOf(percents, place + 1);
            percents[place] = percentile.percent();
            return (window, percentiles) -> percentiles[place];
        }
    }
}
