package io.vigie.domain.rule.expression;

/**
 * The three truth values as numbers, so that evaluating a condition creates no objects. They combine as in Kleene's
 * strong three-valued logic: false and undefined is false, true or undefined is true.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Three-valued_logic#Kleene_and_Priest_logics">Kleene logic</a>
 */
public final class Truth {

    /** It does not hold. */
    public static final int FALSE = 0;

    /** It holds. */
    public static final int TRUE = 1;

    /** What it speaks of is not known; it does not hold, and neither does its opposite. */
    public static final int UNDEFINED = -1;

    private Truth() {}

    /** {@link #TRUE} or {@link #FALSE}. */
    public static int of(boolean holds) {
        return holds ? TRUE : FALSE;
    }

    static int and(int left, int right) {
        if (left == FALSE || right == FALSE) {
            return FALSE;
        }
        return left == TRUE && right == TRUE ? TRUE : UNDEFINED;
    }

    static int or(int left, int right) {
        if (left == TRUE || right == TRUE) {
            return TRUE;
        }
        return left == FALSE && right == FALSE ? FALSE : UNDEFINED;
    }

    static int not(int operand) {
        return operand == UNDEFINED ? UNDEFINED : TRUE - operand;
    }
}
