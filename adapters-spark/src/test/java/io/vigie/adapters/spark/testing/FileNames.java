package io.vigie.adapters.spark.testing;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Files by any name, whatever the locale that tests run in. */
public final class FileNames {

    private FileNames() {}

    /** The file of this name in a directory, in UTF-8. */
    public static Path in(Path directory, String name) {
        return in(directory, name.getBytes(StandardCharsets.UTF_8));
    }

    /** The file of these bytes. */
    public static Path in(Path directory, byte[] name) {
        StringBuilder uri = new StringBuilder(directory.toUri().toString());
        for (byte each : name) {
            uri.append(String.format("%%%02X", each));
        }
        return Path.of(URI.create(uri.toString()));
    }
}
