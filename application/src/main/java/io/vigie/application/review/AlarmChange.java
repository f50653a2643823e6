package io.vigie.application.review;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import java.io.Serializable;
import java.time.Instant;

/** What other rules make of an alarm. */
public sealed interface AlarmChange extends Serializable {

    /** The word for it: {@code new gone changed}. */
    String word();

    /** The alarm under the rules of before. */
    Option<PastAlarm> before();

    /** The alarm under the rules of now. */
    Option<PastAlarm> after();

    /** What differs, each in a few words. */
    Seq<String> differences();

    /** The alarm as it is now; one that is gone, as it was. */
    default PastAlarm alarm() {
        return after().orElse(before()).get();
    }

    /** When it begins to matter: the earlier raising of the two. */
    default Instant since() {
        return before().map(PastAlarm::raisedAt)
                .toList()
                .appendAll(after().map(PastAlarm::raisedAt))
                .min()
                .get();
    }

    /** Only the rules of now raise it. */
    record New(PastAlarm now) implements AlarmChange {
        @Override
        public String word() {
            return "new";
        }

        @Override
        public Option<PastAlarm> before() {
            return Option.none();
        }

        @Override
        public Option<PastAlarm> after() {
            return Option.some(now);
        }

        @Override
        public Seq<String> differences() {
            return List.empty();
        }
    }

    /** Only the rules of before raise it. */
    record Gone(PastAlarm then) implements AlarmChange {
        @Override
        public String word() {
            return "gone";
        }

        @Override
        public Option<PastAlarm> before() {
            return Option.some(then);
        }

        @Override
        public Option<PastAlarm> after() {
            return Option.none();
        }

        @Override
        public Seq<String> differences() {
            return List.empty();
        }
    }

    /** Both raise it, but it goes another way. */
    record Changed(PastAlarm then, PastAlarm now, Seq<String> differences) implements AlarmChange {
        @Override
        public String word() {
            return "changed";
        }

        @Override
        public Option<PastAlarm> before() {
            return Option.some(then);
        }

        @Override
        public Option<PastAlarm> after() {
            return Option.some(now);
        }
    }
}
