package io.vigie.bootstrap.configuration.yaml;

/** Text from a file as messages show it: on one line, not too long, between backticks. */
public final class Quoted {

    private static final int LONGEST = 100;

    private Quoted() {}

    /** What looks like a secret is not shown. */
    public static String of(String text) {
        if (Secrets.looksSecret(text)) {
            return "a text that looks like a secret";
        }
        String line = OneLine.of(text.strip());
        boolean cut = line.codePointCount(0, line.length()) > LONGEST;
        return "`" + (cut ? line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…" : line) + "`";
    }
}
