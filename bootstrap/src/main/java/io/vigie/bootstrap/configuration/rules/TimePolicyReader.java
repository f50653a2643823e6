package io.vigie.bootstrap.configuration.rules;

import io.vavr.collection.List;
import io.vigie.bootstrap.configuration.yaml.Keys;
import io.vigie.bootstrap.configuration.yaml.Read;
import io.vigie.bootstrap.configuration.yaml.Values;
import io.vigie.bootstrap.configuration.yaml.YamlNode;
import io.vigie.domain.monitor.ArrivalTime;
import io.vigie.domain.monitor.TimePolicy;
import java.time.Duration;

/** Reads when a reading is in time. */
public final class TimePolicyReader {

    private static final Keys KEYS = Keys.of("outOfOrder", "late", "future", "past", "duplicates", "arrival");

    private TimePolicyReader() {}

    public static Read<TimePolicy> policy(YamlNode node) {
        TimePolicy standard = TimePolicy.DEFAULT;
        return node.mapping(
                "a mapping such as { outOfOrder: 10s, late: 1h, future: 5m }",
                KEYS,
                time -> Read.together(
                        time.optional("outOfOrder", standard.outOfOrder(), TimePolicyReader::span),
                        time.optional("late", standard.late(), TimePolicyReader::span),
                        time.optional("future", standard.future(), TimePolicyReader::span),
                        time.optional("past", past -> Values.duration(past, TimePolicy.PAST_RANGE)),
                        time.optional("duplicates", TimePolicyReader::span),
                        time.optional("arrival", standard.arrival(), TimePolicyReader::arrival),
                        TimePolicy::new));
    }

    private static Read<ArrivalTime> arrival(YamlNode node) {
        return Values.word(node, List.of(ArrivalTime.values()), ArrivalTime::word);
    }

    private static Read<Duration> span(YamlNode node) {
        return Values.duration(node, TimePolicy.RANGE);
    }
}
