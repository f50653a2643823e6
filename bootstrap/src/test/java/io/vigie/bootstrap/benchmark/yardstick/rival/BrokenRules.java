package io.vigie.bootstrap.benchmark.yardstick.rival;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.vigie.bootstrap.benchmark.yardstick.telemetry.LimitRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;

/** The twenty rules as one column: the ids of those that a reading breaks. */
final class BrokenRules {

    private BrokenRules() {}

    static Column column() {
        Map<String, List<LimitRule>> byMetric =
                LimitRule.TWENTY.stream().collect(Collectors.groupingBy(LimitRule::metric));
        // Only the rules of the reading's own metric are looked at.
        Column broken = when(lit(false), none());
        for (Map.Entry<String, List<LimitRule>> rules : byMetric.entrySet()) {
            broken = broken.when(col("metric").equalTo(rules.getKey()), ofMetric(rules.getValue()));
        }
        return broken.otherwise(none());
    }

    private static Column ofMetric(List<LimitRule> rules) {
        return array_compact(array(
                rules.stream().map(rule -> when(isBroken(rule), lit(rule.id()))).toArray(Column[]::new)));
    }

    private static Column isBroken(LimitRule rule) {
        Column value = col("value");
        if (rule.hasLow() && rule.hasHigh()) {
            return value.lt(rule.low()).or(value.gt(rule.high()));
        }
        return rule.hasLow() ? value.lt(rule.low()) : value.gt(rule.high());
    }

    private static Column none() {
        return array().cast("array<string>");
    }
}
