package io.vigie.application.review;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.domain.monitor.RuleStanding;
import io.vigie.domain.monitor.RuleStanding.EntryStanding;
import io.vigie.domain.rule.Ending;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.Trigger;
import io.vigie.domain.text.DurationText;
import java.time.Duration;

/** Tells where a rule stands, each state in a few words. */
final class Standings {

    private Standings() {}

    static Seq<String> tell(Rule rule, RuleStanding standing) {
        Vector<String> told = Vector.ofAll(standing.severity())
                .map(severity -> "alarm " + severity.word() + " since "
                        + standing.raisedAt().map(Object::toString).getOrElse(""));
        for (EntryStanding entry : standing.entries()) {
            told = told.appendAll(entry.entry().trigger().interpret(new State(entry)));
        }
        return told.appendAll(standing.clearingSince()
                .map(since -> "no entry holds since " + since + ", clears at " + since.plus(rule.clearFor())));
    }

    /** How long a {@code for} asks its condition to be true. */
    static Option<Duration> asked(Trigger trigger) {
        return trigger instanceof Trigger.HeldFor held ? Option.some(held.duration()) : Option.none();
    }

    private record State(EntryStanding entry) implements Trigger.Algebra<Option<String>> {

        private String severity() {
            return entry.entry().severity().word();
        }

        private Option<String> holding(String why) {
            if (entry.met()) {
                return Option.some(severity() + " holds" + why);
            }
            return Option.when(
                    entry.holds(),
                    () -> severity() + " still holds: its condition is not true, "
                            + entry.entry().ending().map(this::ending).getOrElse(""));
        }

        private String ending(Ending ending) {
            if (ending instanceof Ending.Holds) {
                return "and it ends at "
                        + entry.since().map(met -> met.plus(ending.duration())).getOrNull();
            }
            String until = "until " + ((Ending.Until) ending).when();
            if (ending.duration().isZero()) {
                return "and neither is " + until;
            }
            return entry.endingSince()
                    .map(since -> until + " is true since " + since + ", and it ends at "
                            + since.plus(ending.duration()) + " if nothing changes that")
                    .getOrElse("and neither is " + until);
        }

        @Override
        public Option<String> immediately(Trigger.Immediately node) {
            return holding("");
        }

        @Override
        public Option<String> heldFor(Trigger.HeldFor node) {
            String since = entry.since().map(first -> ": true since " + first).getOrElse("");
            return holding(since)
                    .orElse(() -> pending(node))
                    .map(told -> entry.holds() && !entry.met()
                            ? told
                                    + pending(node)
                                            .map(running -> "; " + running)
                                            .getOrElse("")
                            : told);
        }

        private Option<String> pending(Trigger.HeldFor node) {
            return entry.since()
                    .map(first -> severity() + " pending since " + first + ", holds at " + first.plus(node.duration())
                            + " if nothing ends it");
        }

        @Override
        public Option<String> repeated(Trigger.Repeated node) {
            return counted(entry.count() + " of " + node.times() + " times in a row");
        }

        @Override
        public Option<String> repeatedWithin(Trigger.RepeatedWithin node) {
            return counted(
                    entry.count() + " of " + node.times() + " times within " + DurationText.print(node.within()));
        }

        private Option<String> counted(String count) {
            return holding(": " + count)
                    .orElse(() -> Option.when(entry.count() > 0, () -> severity() + " counts " + count));
        }

        @Override
        public Option<String> silent(Trigger.Silent node) {
            return holding(
                    entry.since().map(last -> ": nothing heard since " + last).getOrElse(""));
        }
    }
}
