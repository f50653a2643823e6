package io.vigie.application.ruletest.coverage;

import io.vavr.control.Option;
import io.vigie.domain.rule.RuleId;

/**
 * Something that tests of a rule may or may not have made happen.
 *
 * @param rule the rule
 * @param entry the index of the entry it is of; none for the rule as a whole
 * @param subject a comparison or a deadline in the words of the rule; empty for rules and entries
 * @param kind what may happen
 * @param seen whether it has
 */
public record CoveragePoint(RuleId rule, Option<Integer> entry, String subject, Kind kind, boolean seen) {

    /** What may happen to a rule, an entry, a comparison or a deadline. */
    public enum Kind {
        /** The rule raised an alarm. */
        RAISED("raised"),
        /** The rule cleared an alarm. */
        CLEARED("cleared"),
        /** The entry held. */
        HELD("held"),
        /** The comparison was true when its condition was asked. */
        TRUE("true"),
        /** The comparison was false when its condition was asked. */
        FALSE("false"),
        /** The duration passed, or the number was reached. */
        MET("met"),
        /** What was waited for was under way, and ended before. */
        MISSED("missed"),
        /** The comparison was undefined. */
        UNDEFINED("undefined"),
        /** Both sides of the comparison were equal. */
        EQUAL("at its limit exactly");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As a sentence has it, behind "never". */
        public String word() {
            return word;
        }

        /** Whether good tests make it happen; the others are worth knowing. */
        public boolean counts() {
            return this != UNDEFINED && this != EQUAL;
        }
    }

    CoveragePoint or(CoveragePoint other) {
        return new CoveragePoint(rule, entry, subject, kind, seen || other.seen);
    }
}
