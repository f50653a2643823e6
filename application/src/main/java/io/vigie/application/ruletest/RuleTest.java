package io.vigie.application.ruletest;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.application.history.ArrivedMessage;
import io.vigie.application.history.ArrivedReading;
import io.vigie.domain.monitor.ArrivalTime;
import io.vigie.domain.monitor.TimePolicy;
import java.time.Instant;

/**
 * One test: these readings give exactly these transitions.
 *
 * @param name what it shows, for a person
 * @param place where it is written, as {@code file:line:column}
 * @param time how far event time may stray
 * @param order in which order the readings arrive
 * @param readings what the devices send
 * @param end where the clock ends, none for the largest arrival; never before that
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
     * @param arrivals in the order of their arrival, each a message; the tags of readings, which no rule reads, are left out
     */
    public static RuleTest of(
            String name,
            TimePolicy time,
            Seq<ArrivedReading> arrivals,
            Option<Instant> end,
            Seq<ExpectedTransition> expect) {
        return new RuleTest(name, name, time, ArrivalOrder.WRITTEN, arrivals.map(ReadingSeries::of), end, expect);
    }

    /** The messages that the readings of all series come in, in the order of their arrival. */
    public Seq<ArrivedMessage> messages() {
        return order.messages(readings.flatMap(ReadingSeries::arrivals));
    }

    /** The same as they are evaluated under the test's time policy. */
    public Seq<ArrivedMessage> taken() {
        return messages().flatMap(message -> message.under(time));
    }

    /**
     * Where the clock ends: where that is not said, at the largest arrival; where readings arrive when they are measured,
     * at the largest event time, but not beyond that. None where there are no readings.
     */
    public Option<Instant> clockEnd() {
        return end.orElse(this::defaultEnd);
    }

    /** Where the clock ends at the earliest. */
    public Option<Instant> defaultEnd() {
        Option<Instant> arrived = messages().map(ArrivedMessage::arrival).max();
        return time.arrival() == ArrivalTime.TRANSPORT
                ? arrived
                : taken().map(ArrivedMessage::arrival)
                        .max()
                        .flatMap(last -> Vector.ofAll(arrived).append(last).min());
    }
}
