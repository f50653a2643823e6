package io.vigie.domain.rule;

import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Kept states have these numbers: they stay, whatever classes are called. */
class RuleSignatureTest {

    private static final Duration SPAN = Duration.ofSeconds(30);

    private static Rule of(EntryDraft... entries) {
        RuleDraft draft = rule("r").metric("temperature");
        for (EntryDraft entry : entries) {
            draft = draft.raise(Severity.MAJOR, entry);
        }
        return draft.build();
    }

    private static Stream<Arguments> rules() {
        EntryDraft when = when("value > 80");
        return Stream.of(
                Arguments.of(of(when), "temperature Immediately", 9840570795L),
                Arguments.of(of(when.heldFor(SPAN)), "temperature HeldFor", 8147862017L),
                Arguments.of(of(when.times(3)), "temperature Repeated", 9600602215L),
                Arguments.of(of(when.times(3).within(SPAN)), "temperature RepeatedWithin", 8055850354L),
                Arguments.of(of(silentFor(SPAN)), "temperature Silent", 8154279234L),
                Arguments.of(
                        of(
                                when("value > 80 and pressure > mean(`oil temperature`, 5m)")
                                        .until("flow < 1"),
                                silentFor(SPAN),
                                when("value > 70").heldFor(SPAN)),
                        "flow `oil temperature` pressure temperature Immediately Silent HeldFor",
                        33689634347004341L));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void ofEveryTriggerIsWordsAndTheNumberOfThem(Rule rule, String words, long number) {
        RuleSignature signature = RuleSignature.of(rule);
        assertThat(signature).hasToString(words);
        assertThat(signature.number()).isEqualTo(number);
    }

    @Test
    void hasTheMetricsInCalls() {
        assertThat(RuleSignature.of(of(when("duration(a > 1 and mean(b, 1m) > 2, 1h) > if(c, d, value)"))))
                .hasToString("a b c d temperature Immediately");
    }

    @Test
    void staysWhereLimitsDurationsSeveritiesAndTextsAreEdited() {
        Rule before = of(when("value > 80 and pressure > 1").heldFor(SPAN));
        Rule after = rule("other")
                .raise(
                        Severity.MINOR,
                        when("mean(temperature, 5m) < 3 or pressure > 2").heldFor(SPAN.multipliedBy(2)))
                .message("{device}")
                .build();
        assertThat(RuleSignature.of(after)).isEqualTo(RuleSignature.of(before));
    }
}
