package io.vigie.domain.rule;

import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vavr.collection.Set;
import io.vavr.control.Option;
import java.util.Locale;

/** What an entry under a rule's {@code raise} may say beside its severity, and what of it goes together. */
public enum EntryKey {
    /** The condition. */
    WHEN,
    /** How long the condition is to last. */
    FOR,
    /** On how many evaluations it is to be true. */
    TIMES,
    /** In which span these are counted. */
    WITHIN,
    /** For how long nothing is to be heard. */
    SILENT,
    /** The condition that ends it, and for how long that is to be true. */
    UNTIL,
    /** How long it goes on after the last reading on which it was met. */
    HOLDS,
    /** What a reading is to it on which its condition is undefined. */
    UNDEFINED;

    /** What {@code undefined} says, where it says anything. */
    public static final String KEEP = "keep";

    private static final Array<Demand> DEMANDS = Array.of(
            Demand.apart(
                    SILENT,
                    ", which waits for no reading at all; use an entry of its own",
                    Array.of(WHEN, FOR, TIMES, WITHIN, HOLDS, UNDEFINED)),
            Demand.apart(
                    TIMES, ": either the condition lasts, or it is counted; use two entries for both", Array.of(FOR)),
            Demand.apart(
                    UNTIL, ": an entry ends by the one or by the other; use two entries for both", Array.of(HOLDS)),
            Demand.apart(FOR, ", which ends with its run; it goes with `when` alone, or with `times`", Array.of(HOLDS)),
            Demand.together(
                    TIMES,
                    ": so many times within that span; for how long a condition lasts, write `for`",
                    Array.of(WITHIN)));

    /** The word in files of rules. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * What keeps these keys from being an entry, each defect at the word of its key, or at the entry itself.
     *
     * @param given the keys that the entry has, whatever they say
     */
    public static Seq<RuleDefect> contradictions(Set<EntryKey> given) {
        Option<RuleDefect> pointless = Option.when(
                !given.contains(WHEN) && !given.contains(SILENT),
                () -> new RuleDefect("", "`when` or `silent` is missing: an entry says what raises the alarm"));
        return pointless
                .toArray()
                .appendAll(Array.of(values())
                        .filter(given::contains)
                        .flatMap(key -> DEMANDS.find(demand -> demand.isMissedBy(key, given))
                                .map(demand -> new RuleDefect(key.word(), demand.problem()))));
    }

    /**
     * What keys ask of another: to be there, or not to be.
     *
     * @param why the rest of the sentence that tells so
     */
    private record Demand(Seq<EntryKey> keys, EntryKey other, boolean together, String why) {

        static Demand apart(EntryKey other, String why, Seq<EntryKey> keys) {
            return new Demand(keys, other, false, why);
        }

        static Demand together(EntryKey other, String why, Seq<EntryKey> keys) {
            return new Demand(keys, other, true, why);
        }

        boolean isMissedBy(EntryKey key, Set<EntryKey> given) {
            return keys.contains(key) && given.contains(other) != together;
        }

        String problem() {
            return (together ? "needs `" : "does not go with `") + other.word() + "`" + why;
        }
    }
}
