package io.vigie.bootstrap.configuration.yaml;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vigie.application.plan.SettingValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts values in the place of {@code ${env:NAME}} and {@code ${file:PATH}}; one more dollar sign before it makes the
 * reference text. What a file holds is taken without its last line break; a path starts at the directory of the
 * configuration file.
 */
public final class References {

    private static final Pattern REFERENCE = Pattern.compile("(?<!\\$)\\$\\{[^}]*}");

    private static final int MAX_FILE_BYTES = 1 << 20;

    /** What is shorter is no secret, and would be found in ordinary words. */
    private static final int SHORTEST_SECRET = 4;

    private final Environment environment;
    private final Path directory;
    private final Map<String, String> writtenByValue =
            new TreeMap<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    References(Environment environment, Path directory) {
        this.environment = environment;
        this.directory = directory;
    }

    /** The text with its references resolved, or a sentence for each that cannot be. */
    Either<Seq<String>, SettingValue> resolve(String written) {
        StringBuilder value = new StringBuilder();
        Seq<String> problems = List.empty();
        int at = 0;
        for (int start = written.indexOf("${"); start >= 0; start = written.indexOf("${", at)) {
            if (start > at && written.charAt(start - 1) == '$') {
                value.append(written, at, start - 1).append("${");
                at = start + 2;
                continue;
            }
            int end = written.indexOf('}', start);
            if (end < 0) {
                problems = problems.append(
                        "the reference `" + written.substring(start) + "` is not closed; write $${ for the text ${");
                return Either.left(problems);
            }
            value.append(written, at, start);
            Either<String, String> found = find(written.substring(start, end + 1));
            found.forEach(value::append);
            problems = problems.appendAll(found.swap().toList());
            at = end + 1;
        }
        value.append(written, at, written.length());
        return problems.isEmpty() ? Either.right(new SettingValue(value.toString(), written)) : Either.left(problems);
    }

    /** The written text with this in the place of each of its references. */
    public static String replaced(String written, String replacement) {
        return REFERENCE.matcher(written).replaceAll(Matcher.quoteReplacement(replacement));
    }

    /** Whether there is one to a file. */
    static boolean areToFiles(String written) {
        return REFERENCE
                .matcher(written)
                .results()
                .anyMatch(found -> found.group().startsWith("${file:"));
    }

    /** Whether there is a reference in the written text. */
    public static boolean areIn(String written) {
        return REFERENCE.matcher(written).find();
    }

    /** The text with every value that was resolved so far replaced by its reference, the longest first. */
    String redact(String text) {
        String redacted = text;
        for (Map.Entry<String, String> resolved : writtenByValue.entrySet()) {
            redacted = redacted.replace(resolved.getKey(), resolved.getValue());
        }
        return redacted;
    }

    private Either<String, String> find(String reference) {
        String inside = reference.substring(2, reference.length() - 1);
        Either<String, String> found;
        if (inside.startsWith("env:") && inside.length() > "env:".length()) {
            String name = inside.substring("env:".length());
            found = environment.variable(name).toEither(() -> "the environment variable `" + name + "` is not set");
        } else if (inside.startsWith("file:") && inside.length() > "file:".length()) {
            found = content(reference, inside.substring("file:".length()));
        } else {
            found = Either.left(
                    "`" + reference + "` is no reference; write ${env:NAME} or ${file:PATH}, or $${ for the text ${");
        }
        return found.peek(value -> remember(value, reference));
    }

    private void remember(String value, String reference) {
        if (value.length() >= SHORTEST_SECRET) {
            writtenByValue.put(value, reference);
        }
    }

    private Either<String, String> content(String reference, String path) {
        String cannot = "cannot read the file of `" + reference + "`: ";
        try (InputStream stream = Files.newInputStream(directory.resolve(path))) {
            byte[] bytes = stream.readNBytes(MAX_FILE_BYTES + 1);
            if (bytes.length > MAX_FILE_BYTES) {
                return Either.left(cannot + "it is larger than 1 MiB");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Either.right(text.replaceFirst("\\r?\\n\\z", ""));
        } catch (CharacterCodingException e) {
            return Either.left(cannot + "it is not UTF-8 text");
        } catch (IOException | InvalidPathException e) {
            return Either.left(cannot + ReadFailure.told(e));
        }
    }
}
