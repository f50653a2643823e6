package io.vigie.domain.rule.language;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vigie.domain.rule.language.ExpressionToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A name in capitals that stands alone beside {@code ==} or {@code !=}, as {@code FAULT} in {@code value == FAULT}. To a
 * rule it is a metric; where nobody knows a metric of that name, its author meant a state, which no value is ever equal
 * to. What is compared with a number, as in {@code MODE == 3}, is none.
 *
 * @param name the name
 * @param column where it stands, from 1, in characters
 */
public record StateName(String name, int column) {

    private static final Set<String> EQUALITIES = Set.of("==", "!=");
    private static final Set<String> CALCULATIONS = Set.of("+", "-", "*", "/", "(");

    /** Those of an expression, from left to right; none in backticks, which say that a metric is meant. */
    public static Seq<StateName> in(String expression) {
        List<ExpressionToken> tokens = new ArrayList<>(ExpressionLexer.tokensOf(expression));
        Vector<StateName> names = Vector.empty();
        for (int i = 0; i < tokens.size(); i++) {
            ExpressionToken token = tokens.get(i);
            if (token.is(Kind.NAME) && isInCapitals(token.text()) && standsAlone(tokens, i)) {
                names = names.append(new StateName(token.text(), expression.codePointCount(0, token.start()) + 1));
            }
        }
        return names;
    }

    private static boolean standsAlone(List<ExpressionToken> tokens, int at) {
        String before = at == 0 ? "" : symbol(tokens.get(at - 1));
        String after = at + 1 == tokens.size() ? "" : symbol(tokens.get(at + 1));
        return (EQUALITIES.contains(before) && !CALCULATIONS.contains(after) && !isNumber(tokens, at - 2))
                || (EQUALITIES.contains(after) && !CALCULATIONS.contains(before) && !isNumber(tokens, at + 2));
    }

    /** What equals a number is one: a metric, as controllers name theirs. */
    private static boolean isNumber(List<ExpressionToken> tokens, int at) {
        if (at < 0 || at >= tokens.size()) {
            return false;
        }
        return tokens.get(at).is(Kind.NUMBER)
                || (tokens.get(at).isSymbol("-")
                        && at + 1 < tokens.size()
                        && tokens.get(at + 1).is(Kind.NUMBER));
    }

    private static String symbol(ExpressionToken token) {
        return token.is(Kind.SYMBOL) ? token.text() : "";
    }

    private static boolean isInCapitals(String name) {
        return name.chars().anyMatch(letter -> letter >= 'A' && letter <= 'Z')
                && name.chars().noneMatch(letter -> letter >= 'a' && letter <= 'z');
    }
}
