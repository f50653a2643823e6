package io.vigie.domain.rule.language;

import io.vigie.domain.rule.expression.Expressions;

/**
 * A word of an expression.
 *
 * @param kind what it is
 * @param text as written; for a quoted name the name itself, for something unreadable what is wrong with it
 * @param start where it starts, an index into the expression
 * @param end where it ends, exclusive
 */
record ExpressionToken(Kind kind, String text, int start, int end) {

    enum Kind {
        /** Digits, with a point or an exponent or without. */
        NUMBER,
        /** A number with letters right behind it: a duration, if anything. */
        NUMBER_WITH_UNIT,
        /** A metric, a function or {@code value}. */
        NAME,
        /** A metric in backticks. */
        QUOTED_NAME,
        /** One of {@link Expressions#KEYWORDS}. */
        KEYWORD,
        /** An operator, a parenthesis or a comma. */
        SYMBOL,
        /** Nothing that expressions are made of. It is the last token. */
        UNREADABLE,
        /** After the last character. */
        END
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isKeyword(String keyword) {
        return kind == Kind.KEYWORD && text.equals(keyword);
    }
}
