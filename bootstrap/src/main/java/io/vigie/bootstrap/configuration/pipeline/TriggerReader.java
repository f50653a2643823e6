package io.vigie.bootstrap.configuration.pipeline;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;
import io.vigie.application.plan.TriggerPlan;
import io.vigie.bootstrap.configuration.yaml.Keys;
import io.vigie.bootstrap.configuration.yaml.Read;
import io.vigie.bootstrap.configuration.yaml.Values;
import io.vigie.bootstrap.configuration.yaml.YamlNode;
import java.time.Duration;
import java.util.function.Function;

/** Reads when a pipeline's batches run. */
final class TriggerReader {

    private static final Keys KEYS = Keys.of("availableNow", "every", "continuous");
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration SHORTEST_CONTINUOUS = Duration.ofMillis(100);

    private static final Map<String, Function<YamlNode, Read<TriggerPlan>>> TRIGGERS = LinkedHashMap.of(
            "availableNow",
            TriggerReader::availableNow,
            "every",
            every -> Values.duration(every, Duration.ZERO, LONGEST).map(TriggerPlan.Every::new),
            "continuous",
            continuous ->
                    Values.duration(continuous, SHORTEST_CONTINUOUS, LONGEST).map(TriggerPlan.Continuous::new));

    private TriggerReader() {}

    static Read<TriggerPlan> read(YamlNode node) {
        return node.mapping(
                "a mapping such as { availableNow: true } or { every: 1s }", KEYS, trigger -> trigger.oneOf(TRIGGERS));
    }

    private static Read<TriggerPlan> availableNow(YamlNode node) {
        return Values.trueOrFalse(node)
                .flatMap(yes -> yes
                        ? Read.value(new TriggerPlan.AvailableNow())
                        : node.invalid("`availableNow` is true or not given;"
                                + " for a pipeline that goes on, write { every: 1s }"));
    }
}
