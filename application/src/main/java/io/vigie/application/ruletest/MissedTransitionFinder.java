package io.vigie.application.ruletest;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.application.history.ArrivedMessage;
import io.vigie.application.ruletest.MissedTransition.EntryStanding;
import io.vigie.application.ruletest.coverage.ReplayObserver;
import io.vigie.application.ruletest.coverage.StepwiseReplay;
import io.vigie.domain.alarm.Explanation.Evidence;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.rule.RaiseEntry;
import io.vigie.domain.rule.Reads;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.expression.Truth;
import org.jspecify.annotations.Nullable;

/** Finds where a rule stood when a transition was expected of it that did not come. */
final class MissedTransitionFinder implements ReplayObserver {

    private final Rule rule;
    private Map<Metric, Evidence> latest = LinkedHashMap.empty();
    private @Nullable StepwiseReplay replayed;

    private MissedTransitionFinder(Rule rule) {
        this.rule = rule;
    }

    /**
     * Where the rule stood at the expected instant.
     *
     * @param rules the rules under test
     * @param messages as they are taken under the time policy
     */
    static Option<MissedTransition> find(
            RuleBook rules, TimePolicy time, Seq<ArrivedMessage> messages, ExpectedTransition expected) {
        return rules.rule(expected.rule())
                .filter(rule -> rule.devices().matches(expected.device().value()))
                .flatMap(rule -> RuleBook.of(Vector.of(rule))
                        .toOption()
                        .map(book -> new MissedTransitionFinder(rule).replay(book, time, messages, expected)));
    }

    private MissedTransition replay(
            RuleBook book, TimePolicy time, Seq<ArrivedMessage> messages, ExpectedTransition expected) {
        Seq<ArrivedMessage> before = messages.filter(message ->
                message.readings().forAll(reading -> !reading.eventTime().isAfter(expected.at())));
        StepwiseReplay.playUntil(book, time, expected.device(), before, expected.at(), this);
        return new MissedTransition(
                expected,
                latest.values().map(Evidence::time).max(),
                rule.raise().zipWithIndex(this::standing),
                latest.values().toVector());
    }

    private EntryStanding standing(RaiseEntry entry, int index) {
        StepwiseReplay device = replayed;
        if (device == null) {
            return new EntryStanding(entry.toString(), Option.none(), false);
        }
        return new EntryStanding(
                entry.toString(),
                Reads.conditionOf(entry.trigger())
                        .map(condition ->
                                word(device.inspection().truth(condition, rule).getAsInt())),
                device.inspection().holds(0, index));
    }

    private static String word(int truth) {
        return truth == Truth.UNDEFINED ? "undefined" : String.valueOf(truth == Truth.TRUE);
    }

    @Override
    public void device(StepwiseReplay device) {
        replayed = device;
    }

    @Override
    public void observed(StepwiseReplay device, Seq<Evidence> readings) {
        readings.forEach(reading -> latest = latest.put(reading.metric(), reading));
    }

    @Override
    public void deadlines(StepwiseReplay device) {
        // What holds in the end is asked in the end.
    }
}
