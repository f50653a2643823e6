package io.vigie.domain.rule;

import io.vavr.collection.Seq;
import io.vavr.collection.Set;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.rule.expression.ArgumentRange;
import io.vigie.domain.rule.expression.Condition;
import io.vigie.domain.rule.expression.Expressions;
import io.vigie.domain.rule.expression.Subject;
import io.vigie.domain.rule.language.ExpressionParser;
import java.time.Duration;

/** What makes a rule valid beyond the types of its parts. */
final class RuleChecks {

    private RuleChecks() {}

    static Seq<RuleDefect> defectsOf(Option<Metric> metric, Seq<RaiseEntry> raise, Duration clearFor, String message) {
        return raise.zipWithIndex()
                .flatMap(entry -> defectsOf(metric, entry._1, entryPath(entry._2)))
                .appendAll(defectsBeside(raise, clearFor, message));
    }

    /** How defects name an entry by its index. */
    static String entryPath(int index) {
        return "raise[" + index + "]";
    }

    static Seq<RuleDefect> defectsOf(Option<Metric> metric, RaiseEntry entry, String path) {
        return entry.trigger()
                .interpret(new TriggerChecks(metric, path))
                .appendAll(entry.until().toList().flatMap(until -> defectsOf(metric, until, path + ".until")))
                .appendAll(entry.ending().toList().flatMap(ending -> defectsOf(ending, path)));
    }

    private static Vector<RuleDefect> defectsOf(Ending ending, String path) {
        return ending instanceof Ending.Until
                ? defectsAt(path + ".until.for", ArgumentRange.problemOfDuration(ending.duration()))
                : defectsAt(path + ".holds", ArgumentRange.problemOfSpan(ending.duration()));
    }

    /** The defects of all that is not an entry. */
    static Seq<RuleDefect> defectsBeside(Seq<?> raise, Duration clearFor, String message) {
        Vector<RuleDefect> missing = raise.isEmpty()
                ? Vector.of(new RuleDefect("raise", "has no entry; a rule needs one that says when to raise an alarm"))
                : Vector.empty();
        return missing.appendAll(defectsAt("clear.for", ArgumentRange.problemOfDuration(clearFor)))
                .appendAll(defectsOfMessage(message));
    }

    private static Vector<RuleDefect> defectsOf(Option<Metric> metric, Condition condition, String path) {
        Set<Subject> subjects = Reads.subjectsOf(condition);
        Vector<RuleDefect> defects = Vector.empty();
        if (subjects.isEmpty()) {
            defects = defects.append(new RuleDefect(
                    path, "reads no metric, so no reading could change it; name a metric, or use value"));
        }
        if (subjects.exists(subject -> subject.in(metric).isEmpty())) {
            defects = defects.append(new RuleDefect(
                    path,
                    "reads value, but the rule has no metric that it could be; give it one, or name the metric here"));
        }
        // What is built in code must be within the limits of what can be written in a file.
        return ExpressionParser.parse(Expressions.print(condition))
                .fold(error -> Vector.of(new RuleDefect(path, error.problem())), same -> Vector.<RuleDefect>empty())
                .prependAll(defects);
    }

    private static Vector<RuleDefect> defectsOfMessage(String message) {
        return message.isBlank()
                ? Vector.of(new RuleDefect("message", "is empty; leave it out to have a default one"))
                : Vector.ofAll(Placeholder.problemsOf(message)).map(problem -> new RuleDefect("message", problem));
    }

    private static Vector<RuleDefect> defectsAt(String path, Option<String> problem) {
        return Vector.ofAll(problem).map(text -> new RuleDefect(path, text));
    }

    private static final class TriggerChecks implements Trigger.Algebra<Vector<RuleDefect>> {
        private final Option<Metric> metric;
        private final String path;

        TriggerChecks(Option<Metric> metric, String path) {
            this.metric = metric;
            this.path = path;
        }

        @Override
        public Vector<RuleDefect> immediately(Trigger.Immediately node) {
            return when(node.when());
        }

        @Override
        public Vector<RuleDefect> heldFor(Trigger.HeldFor node) {
            return when(node.when())
                    .appendAll(defectsAt(path + ".for", ArgumentRange.problemOfDuration(node.duration())));
        }

        @Override
        public Vector<RuleDefect> repeated(Trigger.Repeated node) {
            return when(node.when()).appendAll(times(node.times()));
        }

        @Override
        public Vector<RuleDefect> repeatedWithin(Trigger.RepeatedWithin node) {
            return when(node.when())
                    .appendAll(times(node.times()))
                    .appendAll(defectsAt(path + ".within", ArgumentRange.problemOfSpan(node.within())));
        }

        @Override
        public Vector<RuleDefect> silent(Trigger.Silent node) {
            Option<String> missing = metric.isEmpty()
                    ? Option.some("needs the rule's metric, whose readings it waits for; give the rule one")
                    : Option.none();
            return defectsAt(path + ".silent", missing)
                    .appendAll(defectsAt(path + ".silent", ArgumentRange.problemOfSpan(node.duration())));
        }

        private Vector<RuleDefect> when(Condition condition) {
            return defectsOf(metric, condition, path + ".when");
        }

        private Vector<RuleDefect> times(int times) {
            return times >= 1 && times <= RaiseEntry.MOST_TIMES
                    ? Vector.empty()
                    : Vector.of(new RuleDefect(path + ".times", times + " is not from 1 to " + RaiseEntry.MOST_TIMES));
        }
    }
}
