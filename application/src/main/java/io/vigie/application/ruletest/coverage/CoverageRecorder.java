package io.vigie.application.ruletest.coverage;

import io.vavr.Tuple;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.alarm.Explanation.Evidence;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.RuleId;

/** Gathers what tests see of rules, from the transitions and from looking on while the readings are evaluated again. */
public final class CoverageRecorder implements ReplayObserver {

    private final CoveragePoints points = new CoveragePoints();
    private final Map<RuleId, RulePoints> rules;
    private Seq<RulePoints.OnDevice> onDevice = Vector.empty();

    public CoverageRecorder(RuleBook book) {
        rules = LinkedHashMap.ofEntries(book.rules().map(rule -> Tuple.of(rule.id(), new RulePoints(points, rule))));
    }

    public void transition(AlarmTransition transition) {
        rules.get(transition.occasion().rule()).forEach(rule -> rule.transition(transition));
    }

    @Override
    public void device(StepwiseReplay device) {
        onDevice = Vector.range(0, device.inspection().rules())
                .map(place -> rules.get(device.inspection().rule(place).id()).get().new OnDevice(device, place));
    }

    @Override
    public void observed(StepwiseReplay device, Seq<Evidence> readings) {
        onDevice.forEach(rule -> rule.observed(readings));
    }

    @Override
    public void deadlines(StepwiseReplay device) {
        onDevice.forEach(RulePoints.OnDevice::deadlines);
    }

    public Coverage coverage() {
        return points.coverage();
    }
}
