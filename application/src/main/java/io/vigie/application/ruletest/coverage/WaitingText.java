package io.vigie.application.ruletest.coverage;

import io.vavr.control.Option;
import io.vigie.domain.rule.Trigger;
import io.vigie.domain.text.DurationText;

/** What a trigger waits for, in the words of rule files; nothing for one that cannot be kept waiting. */
final class WaitingText implements Trigger.Algebra<Option<String>> {

    @Override
    public Option<String> immediately(Trigger.Immediately node) {
        return Option.none();
    }

    @Override
    public Option<String> heldFor(Trigger.HeldFor node) {
        return Option.when(!node.duration().isZero(), () -> "for: " + DurationText.print(node.duration()));
    }

    @Override
    public Option<String> repeated(Trigger.Repeated node) {
        return Option.when(node.times() > 1, () -> "times: " + node.times());
    }

    @Override
    public Option<String> repeatedWithin(Trigger.RepeatedWithin node) {
        return Option.when(
                node.times() > 1, () -> "times: " + node.times() + ", within: " + DurationText.print(node.within()));
    }

    @Override
    public Option<String> silent(Trigger.Silent node) {
        return Option.some("silent: " + DurationText.print(node.duration()));
    }
}
