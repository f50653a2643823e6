package io.vigie.application.plan;

import io.vavr.collection.Map;

/**
 * A Kafka cluster, and how to talk to it.
 *
 * @param servers where to find it first: {@code host:port}, more of them with commas between
 * @param options settings of Kafka's clients by their names there, after {@code kafka.}; others are those of Spark's
 *     Kafka connector, by their names there
 */
public record KafkaCluster(String servers, Map<String, SettingValue> options) {}
