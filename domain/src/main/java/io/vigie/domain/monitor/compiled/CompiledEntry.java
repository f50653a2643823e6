package io.vigie.domain.monitor.compiled;

import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.Ending;
import io.vigie.domain.rule.RaiseEntry;
import io.vigie.domain.rule.Trigger;
import io.vigie.domain.rule.expression.CompiledCondition;
import io.vigie.domain.rule.expression.DeviceValues;
import io.vigie.domain.rule.expression.Places;
import io.vigie.domain.rule.expression.Truth;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An entry of a rule, made ready: its conditions compiled, its times in microseconds. */
public final class CompiledEntry {

    /** What kind of trigger it has. */
    public enum Kind {
        IMMEDIATELY,
        HELD_FOR,
        REPEATED,
        REPEATED_WITHIN,
        SILENT
    }

    public final RaiseEntry entry;

    /** The entry as its rule has it: every alarm that it raises tells it. */
    public final String text;

    public final int severity;
    public final Kind kind;
    private final @Nullable CompiledCondition when;
    private final @Nullable CompiledCondition until;

    /** For how long {@code until} is to be true, in microseconds; zero where one reading ends it. */
    public final long untilFor;

    /** How long it goes on after a reading on which it was met, in microseconds; zero where it does not. */
    public final long keptFor;

    /** The time of {@code for}, {@code within} or {@code silent}, in microseconds. */
    public final long duration;

    public final int times;

    CompiledEntry(RaiseEntry entry, Places places) {
        this.entry = entry;
        text = entry.toString();
        severity = entry.severity().rank();
        until = entry.until()
                .map(condition -> CompiledCondition.compile(condition, places))
                .getOrNull();
        Duration ending = entry.ending().map(Ending::duration).getOrElse(Duration.ZERO);
        untilFor = until == null ? 0 : Microseconds.of(ending);
        keptFor = until == null ? Microseconds.of(ending) : 0;
        Parts parts = entry.trigger().interpret(new Taking(places));
        kind = parts.kind;
        when = parts.when;
        duration = parts.duration;
        times = parts.times;
    }

    /** What {@code when} comes to on the readings just taken, as a {@link Truth}; false where it has none. */
    public int truth(DeviceValues device) {
        return when == null ? Truth.FALSE : when.evaluate(device);
    }

    /** Whether {@code until} is true on the readings just taken. */
    public boolean isEnding(DeviceValues device) {
        return until != null && until.evaluate(device) == Truth.TRUE;
    }

    /** Whether a reading on which {@code when} is this is not there for it. */
    public boolean isBlindTo(int truth) {
        return truth == Truth.UNDEFINED && entry.keepsUndefined();
    }

    /** Whether it ends on the first reading on which it is not met. */
    public boolean endsAtOnce() {
        return until == null && keptFor == 0;
    }

    /** The limits it compares a metric's latest value with, where it looks at nothing else. */
    Option<Seq<Double>> limits() {
        return switch (kind) {
            // Each reading on which it is met moves the end of what `holds`.
            case IMMEDIATELY, HELD_FOR ->
                keptFor > 0
                        ? Option.none()
                        : limits(when).flatMap(first -> limits(until).map(first::appendAll));
            case REPEATED, REPEATED_WITHIN, SILENT -> Option.none();
        };
    }

    private static Option<Seq<Double>> limits(@Nullable CompiledCondition condition) {
        return condition == null ? Option.some(Array.empty()) : condition.limits();
    }

    private record Parts(Kind kind, @Nullable CompiledCondition when, long duration, int times) {}

    private record Taking(Places places) implements Trigger.Algebra<Parts> {

        @Override
        public Parts immediately(Trigger.Immediately node) {
            return new Parts(Kind.IMMEDIATELY, CompiledCondition.compile(node.when(), places), 0, 0);
        }

        @Override
        public Parts heldFor(Trigger.HeldFor node) {
            return new Parts(
                    Kind.HELD_FOR, CompiledCondition.compile(node.when(), places), Microseconds.of(node.duration()), 0);
        }

        @Override
        public Parts repeated(Trigger.Repeated node) {
            return new Parts(Kind.REPEATED, CompiledCondition.compile(node.when(), places), 0, node.times());
        }

        @Override
        public Parts repeatedWithin(Trigger.RepeatedWithin node) {
            return new Parts(
                    Kind.REPEATED_WITHIN,
                    CompiledCondition.compile(node.when(), places),
                    Microseconds.of(node.within()),
                    node.times());
        }

        @Override
        public Parts silent(Trigger.Silent node) {
            return new Parts(Kind.SILENT, null, Microseconds.of(node.duration()), 0);
        }
    }
}
