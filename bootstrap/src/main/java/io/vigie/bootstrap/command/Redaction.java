package io.vigie.bootstrap.command;

import io.vavr.Tuple2;
import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.plan.SettingValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the references of a pipeline's settings back in the place of what they stand for. */
final class Redaction {

    /** For where no secret is known. */
    static final Redaction NONE = new Redaction(List.empty());

    /** What is shorter is no secret, and would be found in ordinary words. */
    private static final int SHORTEST_PART = 4;

    private static final int SHORTEST_LINE = 8;
    private static final int LONG = 100;

    private static final Pattern SIGNATURE = Pattern.compile("(?:^|[?&])sig=([^&\\s]+)");

    /** What must not be told, with what is told instead; the longest first. */
    private final Seq<Tuple2<String, String>> secrets;

    Redaction(PipelinePlan plan) {
        this(plan.settings().map(Tuple2::_2));
    }

    /** For where these settings are known. */
    Redaction(Seq<SettingValue> settings) {
        Seq<SettingValue> byReference = settings.filter(SettingValue::isByReference);
        this.secrets = byReference
                .map(setting -> new Tuple2<>(setting.value(), setting.written()))
                .filter(whole -> !whole._1.isBlank())
                // Who refuses a text may tell a part of it, such as the password in it.
                .appendAll(
                        byReference.flatMap(SettingValue::references).filter(part -> part._1.length() >= SHORTEST_PART))
                .appendAll(byReference.flatMap(Redaction::signatures))
                .appendAll(byReference.flatMap(Redaction::lines))
                .distinctBy(Tuple2::_1)
                .sortBy(secret -> -secret._1.length());
    }

    /** The signature within one of Azure's tokens: who sends it may order the rest anew, and decode it. */
    private static Seq<Tuple2<String, String>> signatures(SettingValue setting) {
        Matcher signature = SIGNATURE.matcher(setting.value());
        return signature.find()
                ? List.of(
                                signature.group(1),
                                signature
                                        .group(1)
                                        .replaceAll("(?i)%2B", "+")
                                        .replaceAll("(?i)%2F", "/")
                                        .replaceAll("(?i)%3D", "="))
                        .filter(part -> part.length() >= SHORTEST_PART)
                        .map(part -> new Tuple2<>(part, setting.written()))
                : List.empty();
    }

    /** The lines of a text of several: messages are cut after one. */
    private static Seq<Tuple2<String, String>> lines(SettingValue setting) {
        List<String> lines =
                List.ofAll(setting.value().lines().map(String::strip).toList());
        return lines.size() < 2
                ? List.empty()
                : lines.filter(line -> line.length() >= SHORTEST_LINE)
                        .map(line -> new Tuple2<>(line, setting.written()));
    }

    String of(String text) {
        return secrets.foldLeft(text, (redacted, secret) -> without(redacted, secret._1, secret._2));
    }

    /** Of a long secret also its beginning alone, as far as it goes: long messages are cut. */
    private static String without(String text, String secret, String written) {
        String redacted = text.replace(secret, written);
        if (secret.length() < LONG) {
            return redacted;
        }
        int at = redacted.indexOf(secret.substring(0, LONG));
        while (at >= 0) {
            int end = at + LONG;
            while (end < redacted.length()
                    && end - at < secret.length()
                    && redacted.charAt(end) == secret.charAt(end - at)) {
                end++;
            }
            redacted = redacted.substring(0, at) + written + redacted.substring(end);
            at = redacted.indexOf(secret.substring(0, LONG), at + written.length());
        }
        return redacted;
    }
}
