package io.vigie.application.plan;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of a setting, which may hold a secret: it prints as the pipeline file has it, such as
 * {@code ${env:PASSWORD}}, never as what that stands for.
 *
 * @param value what the engine is given; not for logs, messages or files
 * @param written as the pipeline file has it
 */
public record SettingValue(String value, String written) {

    /** Two dollar signs before the brace make it text. */
    private static final Pattern REFERENCE = Pattern.compile("(?<!\\$)\\$\\{[^}]*}");

    /** A value that stands for nothing but itself. */
    public static SettingValue plain(String value) {
        return new SettingValue(value, value);
    }

    /** Whether it stands for something else than it says: then no message may tell what. */
    public boolean isByReference() {
        return !value.equals(written);
    }

    /** What its references stand for, each with the reference that is written for it. */
    public Map<String, String> references() {
        Matcher reference = REFERENCE.matcher(written);
        StringBuilder pattern = new StringBuilder();
        int end = 0;
        while (reference.find()) {
            pattern.append(literally(written.substring(end, reference.start()))).append("(.*)");
            end = reference.end();
        }
        pattern.append(literally(written.substring(end)));
        Matcher parts = Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(value);
        Map<String, String> found = LinkedHashMap.empty();
        reference.reset();
        for (int group = 1; parts.matches() && reference.find(); group++) {
            found = found.put(parts.group(group), reference.group());
        }
        return found;
    }

    private static String literally(String text) {
        return Pattern.quote(text.replace("$${", "${"));
    }

    @Override
    public String toString() {
        return written;
    }
}
