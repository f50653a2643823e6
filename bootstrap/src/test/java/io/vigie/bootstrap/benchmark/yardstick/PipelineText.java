package io.vigie.bootstrap.benchmark.yardstick;

import io.vigie.bootstrap.benchmark.yardstick.telemetry.AlarmSettings;
import io.vigie.bootstrap.benchmark.yardstick.telemetry.LimitRule;
import io.vigie.bootstrap.benchmark.yardstick.telemetry.SensorKind;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pipeline files of the workloads. */
final class PipelineText {

    private PipelineText() {}

    static String of(Job job) {
        return switch (job.workload()) {
            case W1 -> head(job) + rules(limits()) + sinks(job);
            case W2 -> head(job) + rules(limits()) + sinks(job);
            case W3 -> head(job) + rules(alarms()) + sinks(job);
            case W4 -> head(job) + """
                        time: { outOfOrder: 10s }
                        windows:
                          - { name: per-minute, tumbling: 1m, aggregates: [count, min, max, mean, stddev] }
                        """ + sinks(job);
        };
    }

    private static String head(Job job) {
        String source = job.workload().isOnKafka()
                ? "kafka: { servers: \"%s\", topic: \"%s\" }".formatted(job.servers(), job.source())
                : "json: { path: \"%s\" }".formatted(job.source());
        return """
                pipeline: yardstick
                source: { %s }
                trigger: { availableNow: true }
                checkpoint: "%s"
                """.formatted(source, job.checkpoint());
    }

    private static String sinks(Job job) {
        return job.workload().outputs().stream()
                .map(output -> "  " + output.word() + ": { " + sink(job, output) + " }\n")
                .collect(Collectors.joining("", "sinks:\n", ""));
    }

    private static String sink(Job job, Output output) {
        return job.workload().isOnKafka()
                ? "kafka: { servers: \"%s\", topic: \"%s\" }".formatted(job.servers(), job.topic(output))
                : "delta: { path: \"%s\" }".formatted(job.table(output));
    }

    private static String rules(Stream<String> rules) {
        return rules.collect(Collectors.joining("", "rules:\n", ""));
    }

    private static Stream<String> limits() {
        return LimitRule.TWENTY.stream()
                .map(rule -> rule(rule.id(), rule.metric(), "when: \"" + condition(rule) + "\""));
    }

    private static String condition(LimitRule rule) {
        if (rule.hasLow() && rule.hasHigh()) {
            return "value < " + rule.low() + " or value > " + rule.high();
        }
        return rule.hasLow() ? "value < " + rule.low() : "value > " + rule.high();
    }

    private static Stream<String> alarms() {
        return Stream.of(SensorKind.values()).flatMap(kind -> Stream.of(anomaly(kind), held(kind)));
    }

    private static String anomaly(SensorKind kind) {
        String score = String.format(Locale.ROOT, "abs(ewzscore(value, %s))", AlarmSettings.WEIGHT);
        return rule(
                AlarmSettings.anomaly(kind.metric()),
                kind.metric(),
                "when: \"%s > %s\", until: \"%s < %s\""
                        .formatted(score, AlarmSettings.BEGINS_BEYOND, score, AlarmSettings.ENDS_WITHIN));
    }

    private static String held(SensorKind kind) {
        return rule(
                AlarmSettings.held(kind.metric()),
                kind.metric(),
                "when: \"value > %s\", for: %ds".formatted(kind.highLimit(), AlarmSettings.HELD_FOR.toSeconds()));
    }

    private static String rule(String id, String metric, String entry) {
        return "  - { id: %s, metric: %s, raise: [ { severity: major, %s } ] }\n".formatted(id, metric, entry);
    }
}
