package io.vigie.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vavr.control.Validation;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.rule.expression.Argument;
import io.vigie.domain.rule.expression.Call;
import io.vigie.domain.rule.expression.Condition;
import io.vigie.domain.rule.expression.Function;
import io.vigie.domain.rule.expression.Quantity;
import io.vigie.domain.rule.expression.Subject;
import io.vigie.domain.rule.language.ExpressionParser;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTest {

    private static final Option<Metric> TEMPERATURE = Option.some(new Metric("temperature"));
    private static final Condition HOT = condition("value > 80");
    private static final Condition COOL = condition("value < 75");

    @Test
    void hasADefaultMessage() {
        assertThat(rule(TEMPERATURE, new Trigger.Immediately(HOT)).get().message())
                .isEqualTo("{rule}: {metric} of {device} is {value} {unit}");
    }

    @Test
    void needsAnEntry() {
        assertThat(defects(of(TEMPERATURE, List.empty(), Duration.ZERO, Option.none())))
                .containsExactly("raise: has no entry; a rule needs one that says when to raise an alarm");
    }

    @Test
    void tellsEveryDefectAtOnce() {
        Seq<RaiseEntry> raise = List.of(
                new RaiseEntry(
                        Severity.MAJOR,
                        new Trigger.RepeatedWithin(HOT, 0, Duration.ZERO),
                        Option.some(condition("1 > 2"))),
                new RaiseEntry(Severity.MINOR, new Trigger.Silent(Duration.ofMinutes(-1)), Option.none()));
        assertThat(defects(of(Option.none(), raise, Duration.ofDays(400), Option.some("{devise}"))))
                .containsExactly(
                        "raise[0].when: reads value, but the rule has no metric that it could be; give it one, or name"
                                + " the metric here",
                        "raise[0].times: 0 is not from 1 to 10000",
                        "raise[0].within: 0s is no span of time; make it longer",
                        "raise[0].until: reads no metric, so no reading could change it; name a metric, or use value",
                        "raise[1].silent: needs the rule's metric, whose readings it waits for; give the rule one",
                        "raise[1].silent: PT-1M is negative; a duration is not",
                        "clear.for: 400d is longer than 366d, the longest there is",
                        "message: has the unknown placeholder {devise}; did you mean {device}?");
    }

    @Test
    void holdsForNoTimeButNotForLess() {
        assertThat(rule(TEMPERATURE, new Trigger.HeldFor(HOT, Duration.ZERO)).isValid())
                .isTrue();
        assertThat(defects(rule(TEMPERATURE, new Trigger.HeldFor(HOT, Duration.ofSeconds(-1)))))
                .containsExactly("raise[0].for: PT-1S is negative; a duration is not");
    }

    @Test
    void isSilentForSomeTime() {
        assertThat(rule(TEMPERATURE, new Trigger.Silent(Duration.ofMillis(1))).isValid())
                .isTrue();
        assertThat(defects(rule(TEMPERATURE, new Trigger.Silent(Duration.ZERO))))
                .containsExactly("raise[0].silent: 0s is no span of time; make it longer");
    }

    @Test
    void countsInWholeMilliseconds() {
        assertThat(defects(rule(TEMPERATURE, new Trigger.HeldFor(HOT, Duration.ofNanos(1_500_000)))))
                .containsExactly("raise[0].for: PT0.0015S is not a whole number of milliseconds");
    }

    @ParameterizedTest
    @CsvSource({"-1, false", "0, false", "1, true", "10000, true", "10001, false"})
    void repeatsOnceToTenThousandTimes(int times, boolean valid) {
        assertThat(rule(TEMPERATURE, new Trigger.Repeated(HOT, times)).isValid())
                .isEqualTo(valid);
        assertThat(rule(TEMPERATURE, new Trigger.RepeatedWithin(HOT, times, Duration.ofDays(366)))
                        .isValid())
                .isEqualTo(valid);
    }

    @Test
    void needsNoMetricOfItsOwnWhereItNamesOthers() {
        assertThat(rule(Option.none(), new Trigger.Immediately(condition("pressure < 2")))
                        .isValid())
                .isTrue();
    }

    @Test
    void mayHaveAMetricThatItNeverReads() {
        assertThat(rule(TEMPERATURE, new Trigger.Immediately(condition("pressure < 2")))
                        .isValid())
                .isTrue();
    }

    @Test
    void maySayUntilWhenASilenceLasts() {
        RaiseEntry entry = new RaiseEntry(Severity.MAJOR, new Trigger.Silent(Duration.ofMinutes(1)), Option.some(COOL));
        assertThat(of(TEMPERATURE, List.of(entry), Duration.ZERO, Option.none()).isValid())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "{device} {metric} {value} {unit} {rule} {severity} {time}",
                "{device}{device}",
                "a } alone"
            })
    void knowsThePlaceholdersOfMessages(String message) {
        assertThat(withMessage(message).isValid()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{Device}  | has the unknown placeholder {Device}; did you mean {device}?",
                "{}        | has the unknown placeholder {}; there are {device} {metric} {value} {unit} {rule} {severity} {time}",
                "{ value } | has the unknown placeholder { value }; did you mean {value}?",
                "{value    | has a { that no } closes; there are {device} {metric} {value} {unit} {rule} {severity} {time}",
                "' '       | is empty; leave it out to have a default one"
            })
    void knowsNoOthers(String message, String problem) {
        assertThat(defects(withMessage(message))).containsExactly("message: " + problem);
    }

    @Test
    void takesNoConditionThatCouldNotBeWrittenDown() {
        Condition deep = HOT;
        for (int level = 0; level < 101; level++) {
            deep = deep.negated();
        }
        assertThat(defects(rule(TEMPERATURE, new Trigger.Immediately(deep))))
                .containsExactly("raise[0].when: the expression is nested more than 100 deep here");
    }

    @Test
    void cannotExistWithADefect() {
        assertThatThrownBy(() -> new Rule(
                        new RuleId("overheat"),
                        TEMPERATURE,
                        DevicePattern.EVERY,
                        List.empty(),
                        Duration.ZERO,
                        "hot",
                        false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("""
                        Rule overheat is not valid.
                        raise: has no entry; a rule needs one that says when to raise an alarm""");
    }

    @Test
    void spansAndNumbersOfATreeAreInRange() {
        Subject own = new Subject.Own();
        assertThatThrownBy(() -> Call.of(Function.RATE, own, new Argument.Span(Duration.ZERO)))
                .hasMessage("0s is no span of time; make it longer.");
        assertThatThrownBy(() -> Call.of(
                        Function.PERCENTILE,
                        own,
                        new Argument.Literal(100.5),
                        new Argument.Span(Duration.ofSeconds(1))))
                .hasMessage("100.5 is not a percentage from 0 to 100.");
        assertThatThrownBy(() -> Call.of(Function.EWMEAN, own, new Argument.Literal(Double.NaN)))
                .hasMessageContaining("is not a weight");
        assertThatThrownBy(() -> new Quantity.Constant(Double.POSITIVE_INFINITY))
                .hasMessage("Infinity is not a finite number.");
        assertThatThrownBy(() -> Call.of(Function.FLATLINE, own, new Argument.Span(Duration.ofDays(367))))
                .hasMessageContaining("longer than 366d");
    }

    private static Validation<Seq<RuleDefect>, Rule> withMessage(String message) {
        return of(
                TEMPERATURE,
                List.of(new RaiseEntry(Severity.MAJOR, new Trigger.Immediately(HOT), Option.none())),
                Duration.ZERO,
                Option.some(message));
    }

    private static Validation<Seq<RuleDefect>, Rule> rule(Option<Metric> metric, Trigger trigger) {
        return of(
                metric, List.of(new RaiseEntry(Severity.MAJOR, trigger, Option.none())), Duration.ZERO, Option.none());
    }

    private static Validation<Seq<RuleDefect>, Rule> of(
            Option<Metric> metric, Seq<RaiseEntry> raise, Duration clearFor, Option<String> message) {
        return Rule.of(new RuleId("overheat"), metric, DevicePattern.EVERY, raise, clearFor, message, false);
    }

    private static Seq<String> defects(Validation<Seq<RuleDefect>, Rule> rule) {
        return rule.getError().map(RuleDefect::toString);
    }

    private static Condition condition(String text) {
        return ExpressionParser.parse(text).get();
    }
}
