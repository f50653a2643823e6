package io.vigie.application.ruletest;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.application.history.ArrivedReading;
import io.vigie.domain.monitor.TimePolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One test: these readings give exactly these transitions.
 *
 * @param name what it shows, for a person
 * @param place where it is written, as {@code file:line:column}
 * @param time how far event time may stray
 * @param order in which order the readings arrive
 * @param readings what the devices send
 * @param end where the clock ends, none for the last event time; never before that
 * @param expect the transitions; none for none. Their order does not count
 */
public record RuleTest(
        String name,
        String place,
        TimePolicy time,
        ArrivalOrder order,
        Seq<ReadingSeries> readings,
        Option<Instant> end,
        Seq<ExpectedTransition> expect) {

    /**
     * A test of any readings, in whatever order they arrived: a series each.
     *
     * @param arrivals in the order of their arrival; the tags of readings, which no rule reads, are left out
     */
    public static RuleTest of(
            String name,
            TimePolicy time,
            Seq<ArrivedReading> arrivals,
            Option<Instant> end,
            Seq<ExpectedTransition> expect) {
        return new RuleTest(name, name, time, ArrivalOrder.WRITTEN, arrivals.map(ReadingSeries::of), end, expect);
    }

    /** The readings of all series, in the order of their arrival. */
    public Seq<ArrivedReading> arrivals() {
        List<ArrivedReading> arrivals = new ArrayList<>();
        readings.forEach(series -> series.arrivals().forEach(arrivals::add));
        order.arrange(arrivals);
        return Vector.ofAll(arrivals);
    }
}
