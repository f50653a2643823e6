package io.vigie.domain.monitor.compiled;

import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.RaiseEntry;
import io.vigie.domain.rule.Trigger;
import io.vigie.domain.rule.expression.CompiledCondition;
import io.vigie.domain.rule.expression.DeviceValues;
import io.vigie.domain.rule.expression.Places;
import io.vigie.domain.rule.expression.Truth;
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
    final @Nullable CompiledCondition when;
    final @Nullable CompiledCondition until;

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
        Parts parts = entry.trigger().interpret(new Taking(places));
        kind = parts.kind;
        when = parts.when;
        duration = parts.duration;
        times = parts.times;
    }

    /** Whether it may come to hold by the passing of time alone. */
    public boolean waits() {
        return kind == Kind.SILENT || (kind == Kind.HELD_FOR && duration > 0);
    }

    /** Whether {@code when} is true on the reading just taken. */
    public boolean isTrue(DeviceValues device) {
        return when != null && when.evaluate(device) == Truth.TRUE;
    }

    public boolean isEnded(DeviceValues device) {
        return until == null || until.evaluate(device) == Truth.TRUE;
    }

    /** The limits it compares a metric's latest value with, where it looks at nothing else. */
    Option<Seq<Double>> limits() {
        return switch (kind) {
            case IMMEDIATELY, HELD_FOR ->
                limits(when).flatMap(first -> limits(until).map(first::appendAll));
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
