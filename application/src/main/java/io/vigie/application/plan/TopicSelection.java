package io.vigie.application.plan;

import io.vavr.collection.Seq;

/** Which topics of a Kafka cluster. */
public sealed interface TopicSelection {

    /** These, one or more. */
    record Named(Seq<String> topics) implements TopicSelection {}

    /** All whose whole name matches, also those that come later: a regular expression of Java's. */
    record Matching(String pattern) implements TopicSelection {}
}
