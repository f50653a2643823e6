package io.vigie.bootstrap.configuration.yaml;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Option;
import io.vigie.bootstrap.storage.StoragePath;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Where data lies: a path of this machine or a URI of any Hadoop file system.
 *
 * @param path absolute, or the URI as it was given
 * @param fileSystem scheme and authority; empty for this machine
 * @param names the names on the way from the root; globs where the path is one
 */
public record Place(String path, String fileSystem, Seq<String> names) {

    /** A scheme has two letters or more, so that {@code C:\} is none. */
    private static final Pattern URI_START = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:");

    private static final Pattern LINE_BREAK = Pattern.compile("[\\r\\n]");

    /** A relative path starts at the directory. */
    static Either<String, Place> of(String text, Path directory) {
        if (text.isBlank()) {
            return Either.left("the path is empty");
        }
        if (LINE_BREAK.matcher(text).find()) {
            return Either.left("a path has no line breaks");
        }
        return URI_START.matcher(text).lookingAt() ? uri(text) : local(text, directory);
    }

    private static Either<String, Place> local(String text, Path directory) {
        try {
            String path = directory.toAbsolutePath().resolve(text).normalize().toString();
            return Either.right(new Place(path, "", names(path)));
        } catch (InvalidPathException e) {
            return Either.left("this is no path: " + e.getReason());
        }
    }

    private static Either<String, Place> uri(String text) {
        int colon = text.indexOf(':');
        String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
        String rest = text.substring(colon + 1);
        int slash = rest.startsWith("//") ? rest.indexOf('/', 2) : 0;
        String authority = rest.startsWith("//") ? rest.substring(2, slash < 0 ? rest.length() : slash) : "";
        String path = slash < 0 ? "" : rest.substring(slash);
        if (authority.contains(":") && authority.indexOf(':') < authority.indexOf('@')) {
            return Either.left(
                    "a path does not carry a password: it is shown in logs; give it under `storage` or `spark`");
        }
        if (!path.isEmpty() && !path.startsWith("/")) {
            return Either.left("the path of a URI is absolute: write " + scheme + ":/...");
        }
        try {
            // Hadoop reads the parts as they stand; the JDK's parser only says whether the authority is one.
            new URI(scheme, authority, "/", null, null);
        } catch (URISyntaxException e) {
            return Either.left("this is no URI: " + e.getReason());
        }
        Option<String> slip = StoragePath.of(text).flatMap(StoragePath::slip);
        if (slip.isDefined()) {
            return Either.left(slip.get());
        }
        boolean here = scheme.equals("file") && (authority.isEmpty() || authority.equals("localhost"));
        return Either.right(
                new Place(text, here ? "" : scheme + "://" + authority.toLowerCase(Locale.ROOT), names(path)));
    }

    private static Seq<String> names(String path) {
        Seq<String> names = List.empty();
        for (String name : path.split("[/\\\\]+", -1)) {
            if (name.equals("..")) {
                names = names.isEmpty() ? names : names.init();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names = names.append(name);
            }
        }
        return names;
    }

    /** Whether the other place is this one, or lies in it; for a glob, in anything it matches. */
    boolean contains(Place other) {
        return fileSystem.equals(other.fileSystem)
                && names.size() <= other.names.size()
                && names.zip(other.names).forAll(pair -> matches(pair._1, pair._2));
    }

    /** Whether one of the two lies in the other, or both are the same. */
    public boolean overlaps(Place other) {
        return contains(other) || other.contains(this);
    }

    private static boolean matches(String glob, String name) {
        if (glob.equals(name)) {
            return true;
        }
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(Path.of(name));
        } catch (PatternSyntaxException | InvalidPathException e) {
            return false;
        }
    }
}
