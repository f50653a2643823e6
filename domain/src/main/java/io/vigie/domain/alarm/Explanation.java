package io.vigie.domain.alarm;

import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.rule.Severity;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * Why a transition happened, in enough detail to redo the decision by hand.
 *
 * @param entries each entry of the rule: its limit, and whether it held before and holds now
 * @param readings the readings the decision rests on: of each metric the rule reads the latest, of a run the
 *     first, and those that count towards {@code times} (the latest 100 of them)
 * @param calculated what the functions in the rule came to
 * @param deadline the deadline that was reached, where one caused the transition
 * @param before the alarm before
 */
public record Explanation(
        Seq<EntryStatus> entries,
        Seq<Evidence> readings,
        Seq<Calculated> calculated,
        Option<Deadline> deadline,
        StateBefore before)
        implements Serializable {

    /**
     * An entry of the rule.
     *
     * @param severity its severity
     * @param limit the entry as the rule has it, such as {@code warning when value > 80 for 30s until value < 75}
     * @param held whether it held before
     * @param holds whether it holds now
     * @param since since when its run of true readings, or its silence, has lasted; with {@code holds} when it was met
     *     last
     * @param endingSince since when its {@code until} has been true, where that is to last
     * @param count how many readings count towards {@code times}, where it has that
     */
    public record EntryStatus(
            Severity severity,
            String limit,
            boolean held,
            boolean holds,
            Option<Instant> since,
            Option<Instant> endingSince,
            Option<Integer> count)
            implements Serializable {}

    /** A reading that was looked at. */
    public record Evidence(Metric metric, Instant time, double value) implements Serializable {}

    /**
     * What a function came to at the evaluation that decided.
     *
     * @param function the function as the rule has it, such as {@code mean(temperature, 10m)}
     * @param value its value, none where it was undefined
     */
    public record Calculated(String function, Option<Double> value) implements Serializable {}

    /**
     * A point in event time that was reached.
     *
     * @param kind {@code for}, {@code silent}, {@code holds}, {@code until} or {@code clear}; {@code forgotten} where the
     *     device was, {@code heard} where a late or repeated reading ended a silence
     * @param at when
     * @param foundByClock where the clock found it, and no reading did
     */
    public record Deadline(String kind, Instant at, Option<FoundByClock> foundByClock) implements Serializable {}

    /**
     * How the clock came to a deadline: once all was read that had arrived up to some time.
     *
     * @param arrival the clock was beyond this: the deadline, the device's lag and {@code outOfOrder}
     * @param lag how much later than they were measured the device's readings arrived
     */
    public record FoundByClock(Instant arrival, Duration lag) implements Serializable {}

    /**
     * The alarm before the transition.
     *
     * @param severity its severity, none where there was no alarm
     * @param raisedAt since when it was active
     * @param clearingSince since when no entry had held
     */
    public record StateBefore(Option<Severity> severity, Option<Instant> raisedAt, Option<Instant> clearingSince)
            implements Serializable {}
}
