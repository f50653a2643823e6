package io.vigie.domain.window;

import io.vavr.collection.Array;
import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.domain.rule.Waits;
import java.io.Serializable;
import java.time.Duration;

/**
 * The windows of a pipeline.
 *
 * @param definitions each of another name, at most {@value #MOST_WINDOWS}
 */
public record WindowBook(Seq<WindowDefinition> definitions) implements Serializable {

    private static final long serialVersionUID = 1;

    /** The most definitions a book may have. */
    public static final int MOST_WINDOWS = 100;

    /** No windows. */
    public static final WindowBook EMPTY = new WindowBook(Array.empty());

    /** @throws IllegalArgumentException when two have one name, or there are too many */
    public WindowBook {
        if (definitions.size() > MOST_WINDOWS) {
            throw new IllegalArgumentException(
                    definitions.size() + " windows are more than the " + MOST_WINDOWS + " that there may be.");
        }
        if (definitions.map(WindowDefinition::name).distinct().size() < definitions.size()) {
            throw new IllegalArgumentException("Two windows have one name; give each another.");
        }
    }

    /** A book of these. */
    public static WindowBook of(WindowDefinition... definitions) {
        return new WindowBook(Array.of(definitions));
    }

    /** How long windows wait for time alone to pass; none where there are no windows. */
    public Option<Waits> waits() {
        return Waits.among(definitions.flatMap(definition -> definition.spec().interpret(new WaitsOf())));
    }

    /** The definition of this name; none where there is none. */
    public Option<WindowDefinition> definition(String name) {
        return definitions.find(definition -> definition.name().equals(name));
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return definitions.isEmpty();
    }

    /** Those of the device of this name, in their order. */
    public Seq<WindowDefinition> matching(String device) {
        return definitions.filter(definition -> definition.devices().matches(device));
    }

    /** All that is asked for, each once: statistics in their order, then percentiles from the lowest. */
    public Seq<Aggregate> aggregates() {
        Seq<Aggregate> asked = definitions.flatMap(WindowDefinition::aggregates).distinct();
        Seq<Aggregate> statistics = List.of(Aggregate.Statistic.Kind.values())
                .<Aggregate>map(Aggregate.Statistic::new)
                .filter(asked::contains);
        return statistics.appendAll(
                asked.filter(aggregate -> !statistics.contains(aggregate)).sortBy(WindowBook::percent));
    }

    private static double percent(Aggregate aggregate) {
        return aggregate.interpret(new Aggregate.Algebra<>() {
            @Override
            public Double statistic(Aggregate.Statistic statistic) {
                return -1.0;
            }

            @Override
            public Double percentile(Aggregate.Percentile percentile) {
                return percentile.percent();
            }
        });
    }

    private static final class WaitsOf implements WindowSpec.Algebra<Seq<Duration>> {

        @Override
        public Seq<Duration> tumbling(WindowSpec.Tumbling windows) {
            return Array.of(windows.size());
        }

        @Override
        public Seq<Duration> hopping(WindowSpec.Hopping windows) {
            return Array.of(windows.every(), windows.size());
        }

        @Override
        public Seq<Duration> session(WindowSpec.Session windows) {
            return Array.of(windows.gap());
        }
    }
}
