package io.vigie.bootstrap.review;

import io.vavr.control.Option;
import io.vigie.application.port.out.PipelineRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Files of JSON lines on this machine: those that the {@code json} source of a pipeline would take of the same path.
 *
 * @param files in the order of their modification, as they would have arrived
 * @param bytes how large they are together
 */
record LocalFiles(List<Path> files, long bytes) {

    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");
    private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");

    /** The path on this machine that a text names; none for a URI of another file system. */
    static Option<String> path(String text) {
        if (text.startsWith("file:")) {
            return Option.some(text.replaceFirst("^file:(//)?", ""));
        }
        return Option.when(!URI.matcher(text).matches(), text);
    }

    /** Whether a Delta table lies there. */
    static boolean isDeltaTable(String path) {
        return !WILDCARD.matcher(path).find() && Files.isDirectory(Path.of(path, "_delta_log"));
    }

    /** @throws PipelineRefused when there is nothing of that name */
    static LocalFiles of(String text) {
        try {
            List<Stamped> found = find(text);
            return new LocalFiles(
                    found.stream().map(each -> each.file).toList(),
                    found.stream().mapToLong(each -> each.bytes).sum());
        } catch (InvalidPathException | PatternSyntaxException e) {
            throw new PipelineRefused("--readings " + text + " is no path: " + e.getMessage(), e);
        } catch (IOException | UncheckedIOException e) {
            throw new PipelineRefused("Cannot look into " + text + ": " + e.getMessage(), e);
        }
    }

    /** Whether they are plain or gzip; other compressions are Spark's to read. */
    boolean areReadable() {
        return files.stream().noneMatch(file -> file.toString().matches(".*\\.(bz2|zst|lz4|snappy|deflate)"));
    }

    private static List<Stamped> find(String text) throws IOException {
        Path path = WILDCARD.matcher(text).find() ? null : Path.of(text);
        if (path != null && !Files.exists(path)) {
            throw new PipelineRefused("There is no " + text + ". Name with --readings a Delta table of readings, or a"
                    + " file, a directory or a glob of JSON lines.");
        }
        if (path != null && Files.isRegularFile(path)) {
            return List.of(stamped(path));
        }
        List<Path> files = path == null ? matching(text) : in(path);
        return files.stream()
                .distinct()
                .map(LocalFiles::stamped)
                .sorted(Comparator.comparing((Stamped file) -> file.modified).thenComparing(file -> file.file))
                .toList();
    }

    /** The files right in a directory, and in directories such as {@code site=lyon}; hidden ones are passed over. */
    private static List<Path> in(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> isTaken(directory.relativize(file)))
                    .toList();
        }
    }

    private static boolean isTaken(Path relative) {
        int last = relative.getNameCount() - 1;
        String name = relative.getFileName().toString();
        for (int i = 0; i < last; i++) {
            if (!relative.getName(i).toString().contains("=")) {
                return false;
            }
        }
        return !name.startsWith("_") && !name.startsWith(".");
    }

    private static List<Path> matching(String glob) throws IOException {
        Path base = Path.of("").toAbsolutePath();
        Path start = glob.startsWith("/") ? Path.of("/") : base;
        String pattern = glob.startsWith("/") ? glob : base + "/" + glob;
        for (String name : glob.split("/", -1)) {
            if (WILDCARD.matcher(name).find()) {
                break;
            }
            start = start.resolve(name);
        }
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        Path from = start.normalize();
        int depth = pattern.split("/+", -1).length;
        try (Stream<Path> all = Files.walk(from, depth)) {
            return all.filter(matcher::matches)
                    .flatMap(path -> itselfOrIn(path).stream())
                    .toList();
        }
    }

    private static List<Path> itselfOrIn(Path path) {
        try {
            return Files.isDirectory(path) ? in(path) : List.of(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Stamped(Path file, FileTime modified, long bytes) {}

    private static Stamped stamped(Path file) {
        try {
            return new Stamped(file, Files.getLastModifiedTime(file), Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
