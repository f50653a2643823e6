package io.vigie.domain.rule.language;

/**
 * Why an expression is none.
 *
 * @param column where, in characters from 1; one past the end where something is missing there
 * @param problem what is wrong and what to write instead
 */
public record ExpressionError(int column, String problem) {

    private static final int CHARACTERS_AROUND = 60;

    /**
     * The problem with the place in the expression pointed out:
     * <pre>
     * value &gt; 80 and: the expression ends where something to compare is missing
     *   value &gt; 80 and
     *                ^
     * </pre>
     *
     * @param expression the text that was parsed
     */
    public String pointedOutIn(String expression) {
        int at = expression.offsetByCodePoints(
                0, Math.min(column - 1, expression.codePointCount(0, expression.length())));
        int lineStart = expression.lastIndexOf('\n', at - 1) + 1;
        int nextLine = expression.indexOf('\n', at);
        int lineEnd = nextLine < 0 ? expression.length() : nextLine;
        int from = Math.max(lineStart, at - CHARACTERS_AROUND);
        int to = Math.min(lineEnd, at + CHARACTERS_AROUND);
        String before = (from > lineStart ? "…" : "") + expression.substring(from, at);
        String after = expression.substring(at, to) + (to < lineEnd ? "…" : "");
        return "column " + column + ": " + problem + "\n  " + before + after + "\n  " + blank(before) + "^";
    }

    /** As wide as the text; tabs stay, since nobody knows how wide they are shown. */
    private static String blank(String text) {
        StringBuilder blank = new StringBuilder();
        text.codePoints().forEach(character -> blank.append(character == '\t' ? '\t' : ' '));
        return blank.toString();
    }
}
