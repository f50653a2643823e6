package io.vigie.domain.rule;

import io.vavr.control.Option;
import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * Which devices a rule watches: a glob over their names. {@code *} stands for any run of characters, also none,
 * {@code ?} for exactly one; everything else stands for itself, upper and lower case apart.
 *
 * @param glob 1 to {@value #MAX_LENGTH} characters
 */
public record DevicePattern(String glob) implements Serializable {

    /** The most characters a glob may have. */
    public static final int MAX_LENGTH = 256;

    /**
     * What hardly anything but a regular expression has: a beginning {@code ^}, a class of characters with a range or
     * repeated, an escape of a point, another that is repeated, alternatives in parentheses.
     */
    private static final Pattern REGULAR_EXPRESSION = Pattern.compile(
            "^\\^|\\[[^\\]]*(?:0-9|a-z|A-Z)[^\\]]*]|\\[[^\\]]+][+{]|\\\\\\.|\\\\[dDwWsS][+{]|\\([^()]*\\|[^()]*\\)");

    /** Every device. */
    public static final DevicePattern EVERY = new DevicePattern("*");

    /** @throws IllegalArgumentException when the glob is empty or too long */
    public DevicePattern {
        if (glob.isEmpty() || glob.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("A device pattern has 1 to " + MAX_LENGTH + " characters, this one has "
                    + glob.length() + "; * stands for every device.");
        }
    }

    /**
     * Why a glob cannot be what its author means, where it is written in another language: with an exclamation mark for
     * all others, or as a regular expression. Names that only happen to have such characters, as {@code rack[3]}, are no
     * such slip.
     */
    public static Option<String> slipIn(String glob) {
        if (glob.startsWith("!")) {
            return Option.some(
                    "a pattern cannot exclude devices, and ! stands for itself; name those that are meant, with"
                            + " * for any characters and ? for one");
        }
        return REGULAR_EXPRESSION.matcher(glob).find()
                ? Option.some(
                        "this is a regular expression, and a pattern is none: * stands for any characters, ? for one,"
                                + " all else for itself, as in boiler-*")
                : Option.none();
    }

    /** Whether the device of this name is one of them. Takes at most as many steps as glob times name is long. */
    public boolean matches(String device) {
        int inGlob = 0;
        int inDevice = 0;
        int afterStar = -1;
        int takenByStar = 0;
        while (inDevice < device.length()) {
            char wanted = inGlob < glob.length() ? glob.charAt(inGlob) : '\0';
            if (inGlob < glob.length() && wanted == '*') {
                inGlob++;
                afterStar = inGlob;
                takenByStar = inDevice;
            } else if (inGlob < glob.length() && wanted == '?') {
                inGlob++;
                inDevice = nextCharacter(device, inDevice);
            } else if (inGlob < glob.length() && wanted == device.charAt(inDevice)) {
                inGlob++;
                inDevice++;
            } else if (afterStar >= 0) {
                // Only the last star is ever widened: what an earlier one could take, this one can.
                takenByStar = nextCharacter(device, takenByStar);
                inGlob = afterStar;
                inDevice = takenByStar;
            } else {
                return false;
            }
        }
        while (inGlob < glob.length() && glob.charAt(inGlob) == '*') {
            inGlob++;
        }
        return inGlob == glob.length();
    }

    /** The one device it matches, where it has no wildcard. */
    public Option<String> literal() {
        return firstWildcard() == glob.length() ? Option.some(glob) : Option.none();
    }

    /** What the name of every matching device starts with: the glob up to its first wildcard. */
    public String prefix() {
        return glob.substring(0, firstWildcard());
    }

    /** What the name of every matching device ends with: the glob from behind its last wildcard. */
    public String suffix() {
        return glob.substring(Math.max(glob.lastIndexOf('*'), glob.lastIndexOf('?')) + 1);
    }

    @Override
    public String toString() {
        return glob;
    }

    private int firstWildcard() {
        int at = 0;
        while (at < glob.length() && glob.charAt(at) != '*' && glob.charAt(at) != '?') {
            at++;
        }
        return at;
    }

    /** A character beyond the Basic Multilingual Plane counts as one. */
    private static int nextCharacter(String text, int at) {
        return at + Character.charCount(text.codePointAt(at));
    }
}
