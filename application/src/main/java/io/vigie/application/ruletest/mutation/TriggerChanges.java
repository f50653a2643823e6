package io.vigie.application.ruletest.mutation;

import io.vavr.collection.Vector;
import io.vigie.domain.rule.Trigger;
import io.vigie.domain.rule.expression.Condition;
import io.vigie.domain.text.DurationText;
import java.time.Duration;
import java.util.function.Function;

/** Every way to change one thing of what makes an entry hold. */
final class TriggerChanges implements Trigger.Algebra<Vector<Change<Trigger>>> {

    @Override
    public Vector<Change<Trigger>> immediately(Trigger.Immediately node) {
        return conditions(node.when(), Trigger.Immediately::new);
    }

    @Override
    public Vector<Change<Trigger>> heldFor(Trigger.HeldFor node) {
        return conditions(node.when(), when -> new Trigger.HeldFor(when, node.duration()))
                .appendAll(durations("for", node.duration(), duration -> new Trigger.HeldFor(node.when(), duration)));
    }

    @Override
    public Vector<Change<Trigger>> repeated(Trigger.Repeated node) {
        return conditions(node.when(), when -> new Trigger.Repeated(when, node.times()))
                .appendAll(counts(node.times(), times -> new Trigger.Repeated(node.when(), times)));
    }

    @Override
    public Vector<Change<Trigger>> repeatedWithin(Trigger.RepeatedWithin node) {
        return conditions(node.when(), when -> new Trigger.RepeatedWithin(when, node.times(), node.within()))
                .appendAll(counts(node.times(), times -> new Trigger.RepeatedWithin(node.when(), times, node.within())))
                .appendAll(durations(
                        "within",
                        node.within(),
                        within -> new Trigger.RepeatedWithin(node.when(), node.times(), within)));
    }

    @Override
    public Vector<Change<Trigger>> silent(Trigger.Silent node) {
        return durations("silent", node.duration(), Trigger.Silent::new);
    }

    private static Vector<Change<Trigger>> conditions(Condition condition, Function<Condition, Trigger> trigger) {
        return condition.interpret(new ConditionChanges()).map(change -> change.within(trigger));
    }

    private static Vector<Change<Trigger>> counts(int times, Function<Integer, Trigger> trigger) {
        return Nudges.of(times)
                .map(nudged -> new Change<>(trigger.apply(nudged), "times: " + times, "times: " + nudged));
    }

    static <T> Vector<Change<T>> durations(String key, Duration duration, Function<Duration, T> around) {
        return duration.isZero()
                ? Vector.empty()
                : Nudges.of(duration)
                        .map(nudged -> new Change<>(around.apply(nudged), text(key, duration), text(key, nudged)));
    }

    static String text(String key, Duration duration) {
        return key + ": " + DurationText.print(duration);
    }
}
