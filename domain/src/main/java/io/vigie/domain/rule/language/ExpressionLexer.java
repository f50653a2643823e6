package io.vigie.domain.rule.language;

import io.vigie.domain.rule.expression.Expressions;
import io.vigie.domain.rule.language.ExpressionToken.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;

/**
 * Cuts an expression into words. What it cannot read becomes the last word, so that of several mistakes the reader is
 * told of the leftmost.
 */
public final class ExpressionLexer {

    /**
     * The most operators an expression may have. Its tree is hardly deeper, so that what walks the tree, serialization
     * above all, needs little of a thread's stack.
     */
    public static final int MOST_OPERATORS = 200;

    private static final Set<String> SYMBOLS =
            Set.of(">", ">=", "<", "<=", "==", "!=", "+", "-", "*", "/", "(", ")", ",");

    private static final Set<String> NOT_OPERATORS = Set.of("(", ")", ",");

    private static final String NO_TEXTS = "values are numbers, so compare with the number that stands for a state;"
            + " a metric's name is put in backticks, as in `oil temperature`";

    /** What people of other languages write, and what it is here. */
    private static final Map<String, String> FOREIGN = Map.ofEntries(
            Map.entry("=", "use == to compare"),
            Map.entry("=>", "use >= to compare"),
            Map.entry("=<", "use <= to compare"),
            Map.entry("<>", "use != to compare"),
            Map.entry("≥", "use >= to compare"),
            Map.entry("≤", "use <= to compare"),
            Map.entry("≠", "use != to compare"),
            Map.entry("&&", "use and to join conditions"),
            Map.entry("&", "use and to join conditions"),
            Map.entry("||", "use or to join conditions"),
            Map.entry("|", "use or to join conditions"),
            Map.entry("!", "use not to turn a condition round"),
            Map.entry("**", "use pow for a power, as in pow(value, 2)"),
            Map.entry("^", "use pow for a power, as in pow(value, 2)"),
            Map.entry("\"", NO_TEXTS),
            Map.entry("'", NO_TEXTS));

    private ExpressionLexer() {}

    /** The words of the text; the last is of kind END or UNREADABLE. */
    static Deque<ExpressionToken> tokensOf(String text) {
        Deque<ExpressionToken> tokens = new ArrayDeque<>();
        int operators = 0;
        int at = afterBlanks(text, 0);
        while (at < text.length()) {
            ExpressionToken token = tokenAt(text, at);
            if (isOperator(token) && ++operators > MOST_OPERATORS) {
                token = unreadable("an expression has at most " + MOST_OPERATORS + " operators; split the rule", at);
            }
            tokens.add(token);
            if (token.is(Kind.UNREADABLE)) {
                return tokens;
            }
            at = afterBlanks(text, token.end());
        }
        tokens.add(new ExpressionToken(Kind.END, "", text.length(), text.length()));
        return tokens;
    }

    private static boolean isOperator(ExpressionToken token) {
        return token.is(Kind.KEYWORD) || (token.is(Kind.SYMBOL) && !NOT_OPERATORS.contains(token.text()));
    }

    private static ExpressionToken tokenAt(String text, int start) {
        char first = text.charAt(start);
        if (Expressions.startsName(first)) {
            int end = afterName(text, start);
            String name = text.substring(start, end);
            return new ExpressionToken(
                    Expressions.KEYWORDS.contains(name) ? Kind.KEYWORD : Kind.NAME, name, start, end);
        }
        if (isDigit(text, start) || (first == '.' && isDigit(text, start + 1))) {
            return number(text, start);
        }
        return first == '`' ? quotedName(text, start) : symbol(text, start);
    }

    private static ExpressionToken number(String text, int start) {
        int end = afterDigits(text, start);
        if (end < text.length() && text.charAt(end) == '.' && isDigit(text, end + 1)) {
            end = afterDigits(text, end + 1);
        }
        end = afterExponent(text, end);
        if (end < text.length() && Expressions.continuesName(text.charAt(end))) {
            int afterUnit = afterName(text, end);
            return new ExpressionToken(Kind.NUMBER_WITH_UNIT, text.substring(start, afterUnit), start, afterUnit);
        }
        return new ExpressionToken(Kind.NUMBER, text.substring(start, end), start, end);
    }

    private static int afterExponent(String text, int at) {
        if (at >= text.length() || (text.charAt(at) != 'e' && text.charAt(at) != 'E')) {
            return at;
        }
        boolean signed = at + 1 < text.length() && (text.charAt(at + 1) == '+' || text.charAt(at + 1) == '-');
        int digits = signed ? at + 2 : at + 1;
        return isDigit(text, digits) ? afterDigits(text, digits) : at;
    }

    private static ExpressionToken quotedName(String text, int start) {
        StringBuilder name = new StringBuilder();
        int at = start + 1;
        while (at < text.length()) {
            char character = text.charAt(at);
            if (character != '`') {
                name.append(character);
                at++;
            } else if (at + 1 < text.length() && text.charAt(at + 1) == '`') {
                name.append('`');
                at += 2;
            } else {
                return new ExpressionToken(Kind.QUOTED_NAME, name.toString(), start, at + 1);
            }
        }
        return unreadable("this backtick opens a name that no other closes", start);
    }

    private static ExpressionToken symbol(String text, int start) {
        if (start + 1 < text.length()) {
            String two = text.substring(start, start + 2);
            if (SYMBOLS.contains(two)) {
                return new ExpressionToken(Kind.SYMBOL, two, start, start + 2);
            }
            if (FOREIGN.containsKey(two)) {
                return unreadable("`" + two + "` is not used here; " + FOREIGN.get(two), start);
            }
        }
        String one = text.substring(start, start + Character.charCount(text.codePointAt(start)));
        if (SYMBOLS.contains(one)) {
            return new ExpressionToken(Kind.SYMBOL, one, start, start + 1);
        }
        if (FOREIGN.containsKey(one)) {
            return unreadable("`" + one + "` is not used here; " + FOREIGN.get(one), start);
        }
        return unreadable(
                "`" + one + "` is not part of an expression; a metric's name with other characters than a to z, A to Z,"
                        + " digits, _ and . is put in backticks, as in `oil temperature`",
                start);
    }

    private static ExpressionToken unreadable(String problem, int start) {
        return new ExpressionToken(Kind.UNREADABLE, problem, start, start + 1);
    }

    private static int afterBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private static int afterName(String text, int from) {
        int at = from;
        while (at < text.length() && Expressions.continuesName(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int afterDigits(String text, int from) {
        int at = from;
        while (isDigit(text, at)) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }
}
