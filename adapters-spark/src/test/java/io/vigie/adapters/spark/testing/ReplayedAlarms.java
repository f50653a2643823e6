package io.vigie.adapters.spark.testing;

import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.when;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.vigie.application.explanation.ExplanationJson;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.alarm.AlarmTransition.Occasion;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.Rules;
import io.vigie.domain.rule.Severity;
import java.sql.Timestamp;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** What a live run and its replay are compared by: rules of every kind, and a line for each transition of their alarms. */
public final class ReplayedAlarms {

    /** Over temperature and vibration, from 0 to 110, every few seconds. */
    public static final RuleBook RULES = Rules.rules(
            rule("hot")
                    .metric("temperature")
                    .raise(Severity.CRITICAL, when("value > 95"))
                    .raise(
                            Severity.WARNING,
                            when("value > 70").heldFor(ofSeconds(15)).until("value < 60"))
                    .clearAfter(ofSeconds(30))
                    .build(),
            rule("burst")
                    .metric("vibration")
                    .raise(Severity.MAJOR, when("value > 70").times(3).within(ofMinutes(1)))
                    .build(),
            rule("drift")
                    .raise(Severity.MINOR, when("mean(temperature, 2m) > 50 and vibration < 40"))
                    .build(),
            rule("quiet")
                    .metric("vibration")
                    .raise(Severity.MAJOR, silentFor(ofSeconds(25)))
                    .build());

    private ReplayedAlarms() {}

    /** All that there is to know of a transition. */
    public static String line(AlarmTransition transition) {
        Occasion occasion = transition.occasion();
        return line(
                occasion.alarm(),
                occasion.rule(),
                occasion.device(),
                occasion.metric().name(),
                transition.word(),
                transition.severity().word(),
                occasion.eventTime(),
                Double.isNaN(occasion.value()) ? null : occasion.value(),
                occasion.message(),
                ExplanationJson.of(transition));
    }

    /** The same of a row of the table of alarms. */
    public static String line(Row row) {
        return line(
                row.getAs("alarm_id"),
                row.getAs("rule_id"),
                row.getAs("device_id"),
                row.getAs("metric"),
                row.getAs("transition"),
                row.getAs("severity"),
                row.<Timestamp>getAs("event_time").toInstant(),
                row.getAs("value"),
                row.getAs("message"),
                row.getAs("explanation"));
    }

    private static String line(Object... values) {
        return Stream.of(values).map(String::valueOf).collect(Collectors.joining(" "));
    }
}
