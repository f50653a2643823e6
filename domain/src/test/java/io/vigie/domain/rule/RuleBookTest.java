package io.vigie.domain.rule;

import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.rules;
import static io.vigie.domain.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.collection.Stream;
import io.vigie.domain.rule.language.ExpressionLexer;
import io.vigie.domain.rule.language.ExpressionParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RuleBookTest {

    @Test
    void keepsTheOrderOfItsRules() {
        Rule second = watching("second", "*");
        Rule first = watching("first", "*");
        assertThat(rules(second, first).rules()).containsExactly(second, first);
    }

    @Test
    void findsTheRulesOfADeviceInTheirOrder() {
        RuleBook book = rules(
                watching("every", "*"),
                watching("one", "boiler-7"),
                watching("other", "boiler-8"),
                watching("boilers", "boiler-*"),
                watching("pumps", "pump-*"),
                watching("sevens", "*-7"),
                watching("single", "boiler-?"),
                watching("every-again", "*"));
        assertThat(idsFor(book, "boiler-7"))
                .containsExactly("every", "one", "boilers", "sevens", "single", "every-again");
        assertThat(idsFor(book, "boiler-10")).containsExactly("every", "boilers", "every-again");
        assertThat(idsFor(book, "pump-7")).containsExactly("every", "pumps", "sevens", "every-again");
        assertThat(idsFor(book, "b")).containsExactly("every", "every-again");
    }

    @Test
    void findsExactlyTheRulesWhosePatternMatches() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            RuleBook book = RuleBook.of(Stream.range(0, random.nextInt(30))
                            .map(at -> watching("rule-" + at, text(random, "ab*?", 1 + random.nextInt(4)))))
                    .get();
            for (int device = 0; device < 20; device++) {
                String name = text(random, "ab", 1 + random.nextInt(4));
                assertThat(book.matching(name))
                        .containsExactlyElementsOf(
                                book.rules().filter(rule -> rule.devices().matches(name)));
            }
        }
    }

    @Test
    void doesNotTryRulesOfOtherDevices() {
        RuleBook book = RuleBook.of(
                        Stream.range(0, RuleBook.MOST_RULES).map(at -> watching("rule-" + at, patternOf(at))))
                .get();
        long indexed = nanosFor(book::matching);
        long oneByOne =
                nanosFor(device -> book.rules().filter(rule -> rule.devices().matches(device)));
        assertThat(indexed).isLessThan(oneByOne / 5);
    }

    private static String patternOf(int at) {
        return switch (at % 4) {
            case 0 -> "boiler-" + at;
            case 2 -> "*-of-boiler-" + at;
            default -> "pump-" + at + "-*";
        };
    }

    private static long nanosFor(Function<String, Seq<Rule>> find) {
        long start = System.nanoTime();
        for (int device = 1; device < 2_000; device += 2) {
            assertThat(find.apply("pump-" + device + "-x").size()).isEqualTo(1);
        }
        return System.nanoTime() - start;
    }

    @Test
    void findsARuleByItsId() {
        Rule overheat = watching("overheat", "*");
        assertThat(rules(overheat).rule(new RuleId("overheat"))).containsExactly(overheat);
        assertThat(rules(overheat).rule(new RuleId("other"))).isEmpty();
    }

    @Test
    void refusesTwoRulesOfOneId() {
        Seq<RuleDefect> defects = RuleBook.of(
                        List.of(watching("a", "*"), watching("b", "*"), watching("a", "x"), watching("b", "y")))
                .getError();
        assertThat(defects)
                .containsExactly(
                        new RuleDefect("rules[2].id", "a is the id of rules[0] already; give it another"),
                        new RuleDefect("rules[3].id", "b is the id of rules[1] already; give it another"));
    }

    @Test
    void refusesMoreRulesThanItCanHold() {
        Seq<RuleDefect> defects = RuleBook.of(
                        Stream.range(0, RuleBook.MOST_RULES + 1).map(at -> watching("rule-" + at, "*")))
                .getError();
        assertThat(defects)
                .containsExactly(new RuleDefect("rules", "10001 rules are more than the 10000 that there may be"));
    }

    @Test
    void equalsABookOfTheSameRules() {
        RuleBook book = rules(watching("a", "*"), watching("b", "*"));
        assertThat(book)
                .isEqualTo(RuleBook.of(List.of(watching("a", "*"), watching("b", "*")))
                        .get())
                .hasSameHashCodeAs(rules(watching("a", "*"), watching("b", "*")))
                .isNotEqualTo(rules(watching("b", "*"), watching("a", "*")))
                .isNotEqualTo(RuleBook.EMPTY);
        assertThat(RuleBook.EMPTY).isEqualTo(rules());
        assertThat(RuleBook.EMPTY.matching("boiler-7")).isEmpty();
    }

    @Test
    void travelsHoweverDeepItsExpressions() throws InterruptedException {
        String chain = "a > 1" + " - 1".repeat(ExpressionLexer.MOST_OPERATORS - 1);
        String nest = "a > " + "abs(".repeat(ExpressionParser.MAX_DEPTH) + "a" + ")".repeat(ExpressionParser.MAX_DEPTH);
        int depth = ExpressionParser.MAX_DEPTH / 2;
        String choices = "if(".repeat(depth) + "a" + ", 1, 0) > 0".repeat(depth);
        RuleBook book = rules(
                rule("chain").raise(Severity.MAJOR, when(chain)).build(),
                rule("nest").raise(Severity.MAJOR, when(nest)).build(),
                rule("choices").raise(Severity.MAJOR, when(choices)).build());
        AtomicReference<Object> arrived = new AtomicReference<>();
        Thread smallStack = new Thread(null, () -> arrived.set(sentAndReceived(book)), "small stack", 768 * 1024);
        smallStack.start();
        smallStack.join();
        assertThat(arrived.get()).isEqualTo(book);
    }

    private static Object sentAndReceived(Object sent) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(sent);
            out.flush();
            return new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        } catch (IOException | ClassNotFoundException failure) {
            throw new AssertionError(failure);
        }
    }

    private static Rule watching(String id, String devices) {
        return rule(id).metric("temperature")
                .devices(devices)
                .raise(Severity.MAJOR, when("value > 80"))
                .build();
    }

    private static Seq<String> idsFor(RuleBook book, String device) {
        return book.matching(device).map(rule -> rule.id().value());
    }

    private static String text(Random random, String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < length; at++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
