package io.vigie.domain.monitor;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.rule.RuleSignature;

/**
 * What becomes of rules when another book takes the place of theirs. A rule is known by its id.
 *
 * @param added rules that were not there before
 * @param removed rules that are there no more; their active alarms are forgotten
 * @param changed rules that are another than before, whatever of them, those that start afresh included
 * @param startingAfresh those of the changed that come to read something else, so that what was remembered for them, an
 *     active alarm included, is of no use
 * @param forgotten how many alarms are active of a rule that is removed or starts afresh, where there are some and it is
 *     known
 */
public record RuleChanges(
        Seq<RuleId> added,
        Seq<RuleId> removed,
        Seq<RuleId> changed,
        Seq<RuleId> startingAfresh,
        Map<RuleId, Long> forgotten) {

    /** From one book to another, each rule in the order of the book it is found in. */
    public static RuleChanges between(RuleBook before, RuleBook after) {
        Seq<Rule> changed = after.rules().filter(rule -> before.rule(rule.id()).exists(former -> !former.equals(rule)));
        return new RuleChanges(
                ids(after.rules().filter(rule -> before.rule(rule.id()).isEmpty())),
                ids(before.rules().filter(rule -> after.rule(rule.id()).isEmpty())),
                ids(changed),
                ids(changed.filter(rule -> before.rule(rule.id())
                        .exists(former -> RuleSignature.of(former).number()
                                != RuleSignature.of(rule).number()))),
                LinkedHashMap.empty());
    }

    /** The same where so many alarms are active of each rule. */
    public RuleChanges whileActive(Map<RuleId, Long> active) {
        return new RuleChanges(
                added,
                removed,
                changed,
                startingAfresh,
                active.filter(
                        (rule, alarms) -> alarms > 0 && (removed.contains(rule) || startingAfresh.contains(rule))));
    }

    private static Seq<RuleId> ids(Seq<Rule> rules) {
        return rules.map(Rule::id).toList();
    }

    /** Whether the books hold the same rules, though perhaps in another order. */
    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    }

    /** For a person, such as {@code added a, b; removed d (2 active alarms are forgotten); changed c; c starts afresh}. */
    @Override
    public String toString() {
        Seq<String> parts = List.of(
                        told("added ", added, ""),
                        told("removed ", removed.map(this::withForgotten), ""),
                        told("changed ", changed, ""))
                .append(told(
                        "",
                        startingAfresh.map(this::withForgotten),
                        startingAfresh.size() == 1 ? " starts afresh" : " start afresh"))
                .filter(part -> !part.isEmpty());
        return parts.isEmpty() ? "no rule changed" : parts.mkString("; ");
    }

    private String withForgotten(RuleId rule) {
        return rule
                + forgotten
                        .get(rule)
                        .map(alarms -> alarms == 1
                                ? " (1 active alarm is forgotten)"
                                : " (" + alarms + " active alarms are forgotten)")
                        .getOrElse("");
    }

    private static String told(String before, Seq<?> rules, String after) {
        return rules.isEmpty() ? "" : before + rules.mkString(", ") + after;
    }
}
