package io.vigie.application.testing;

import io.vavr.collection.Seq;
import io.vavr.control.Option;
import java.time.Instant;

/**
 * One test: these readings give exactly these transitions.
 *
 * @param name what it shows, for a person
 * @param place where it is written, as {@code file:line:column}
 * @param readings what the devices send; arrival is in the order of event time, ties in the order written
 * @param end where the clock ends, none for the last event time; never before that
 * @param expect the transitions, in event-time order; none for none
 */
public record RuleTest(
        String name, String place, Seq<ReadingSeries> readings, Option<Instant> end, Seq<ExpectedTransition> expect) {}
