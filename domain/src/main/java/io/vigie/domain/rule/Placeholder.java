package io.vigie.domain.rule;

import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.domain.text.Spelling;
import java.util.Locale;

/** What a rule's message may leave to be filled in, written {@code {device}} and so on. */
public enum Placeholder {
    /** The device's name. */
    DEVICE,
    /** The metric of the reading that caused the transition. */
    METRIC,
    /** That reading's value. */
    VALUE,
    /** That reading's unit. */
    UNIT,
    /** The rule's id. */
    RULE,
    /** The alarm's severity. */
    SEVERITY,
    /** The transition's event time. */
    TIME;

    /** The word between the braces. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As messages have it, such as {@code {device}}. */
    public String written() {
        return "{" + word() + "}";
    }

    /** What is wrong with the placeholders of a message, in the order of its text. */
    static Seq<String> problemsOf(String message) {
        Array<String> problems = Array.empty();
        int open = message.indexOf('{');
        while (open >= 0) {
            int close = message.indexOf('}', open);
            if (close < 0) {
                return problems.append("has a { that no } closes; " + known());
            }
            String word = message.substring(open + 1, close);
            if (Array.of(values()).forAll(placeholder -> !placeholder.word().equals(word))) {
                problems = problems.append("has the unknown placeholder {" + word + "}; " + suggestion(word));
            }
            open = message.indexOf('{', close);
        }
        return problems;
    }

    private static String suggestion(String word) {
        Option<String> nearest = Spelling.nearest(word, words());
        return nearest.map(known -> "did you mean {" + known + "}?").getOrElse(Placeholder::known);
    }

    private static String known() {
        return "there are " + words().map(word -> "{" + word + "}").mkString(" ");
    }

    private static Seq<String> words() {
        return Array.of(values()).map(Placeholder::word);
    }
}
