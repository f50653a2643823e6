package io.vigie.bootstrap.review;

import io.vavr.control.Option;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What lies on this machine, where a text names that. */
final class LocalPath {

    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*", Pattern.DOTALL);

    private LocalPath() {}

    /** The absolute path that a text names; none for a URI of another file system. */
    static Option<String> of(String text) {
        String path = text.startsWith("file:") ? text.replaceFirst("^file:(//)?", "") : text;
        return Option.when(
                !URI.matcher(path).matches(),
                () -> path.startsWith("/") ? path : Path.of("").toAbsolutePath() + "/" + path);
    }

    /** Whether a Delta table lies there. */
    static boolean isDeltaTable(String path) {
        return Files.isDirectory(Path.of(path, "_delta_log"));
    }
}
