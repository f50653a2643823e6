package io.vigie.application.ruletest;

import io.vavr.collection.HashMap;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.RuleId;

/**
 * Rule tests that test the same rules.
 *
 * @param rules what is tested
 * @param places where the rules are written, as far as it is known
 * @param tests in the order of the file
 */
public record RuleTests(RuleBook rules, Map<RuleId, RulePlace> places, Seq<RuleTest> tests) {

    /** Tests of rules that are written nowhere. */
    public RuleTests(RuleBook rules, Seq<RuleTest> tests) {
        this(rules, HashMap.empty(), tests);
    }

    /** Where a rule, or one of its entries, is written; where that is not known, the rule's id. */
    public String placeOf(RuleId rule, Option<Integer> entry) {
        return places.get(rule)
                .map(place -> entry.flatMap(index -> place.entries().drop(index).headOption())
                        .getOrElse(place::rule))
                .getOrElse(rule::value);
    }

    /** These tests and others of the same rules. */
    public RuleTests and(RuleTests others) {
        return new RuleTests(rules, places, tests.appendAll(others.tests));
    }
}
