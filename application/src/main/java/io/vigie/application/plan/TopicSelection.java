package io.vigie.application.plan;

import io.vavr.collection.Seq;
import io.vavr.control.Option;
import java.util.regex.Pattern;

/** Which topics of a Kafka cluster. */
public sealed interface TopicSelection {

    /** What comes of each way to say it. */
    <R> R interpret(Algebra<R> algebra);

    /** Something for each way to say it. */
    interface Algebra<R> {

        /** By their names. */
        R named(Named selection);

        /** By a pattern. */
        R matching(Matching selection);
    }

    /** Their names, where they are said one by one. */
    default Option<Seq<String>> names() {
        return Option.none();
    }

    /** Whether the topic of this name is one of them. */
    boolean reads(String topic);

    /** These, one or more. */
    record Named(Seq<String> topics) implements TopicSelection {

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.named(this);
        }

        @Override
        public Option<Seq<String>> names() {
            return Option.some(topics);
        }

        @Override
        public boolean reads(String topic) {
            return topics.contains(topic);
        }

        /** For people. */
        @Override
        public String toString() {
            return topics.mkString(", ");
        }
    }

    /** All whose whole name matches, also those that come later: a regular expression of Java's. */
    record Matching(String pattern) implements TopicSelection {

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.matching(this);
        }

        @Override
        public boolean reads(String topic) {
            return Pattern.matches(pattern, topic);
        }

        /** For people. */
        @Override
        public String toString() {
            return pattern;
        }
    }
}
