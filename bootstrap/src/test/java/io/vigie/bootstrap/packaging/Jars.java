package io.vigie.bootstrap.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** The jars that the build has packaged. */
final class Jars {

    static final Path VIGIE = Path.of(System.getProperty("vigie.jar"));
    static final Path CLUSTER = Path.of(System.getProperty("vigie.cluster.jar"));

    private Jars() {}

    static Attributes manifest(Path path) {
        try (JarFile jar = new JarFile(path.toFile())) {
            return jar.getManifest().getMainAttributes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of all files in it. */
    static List<String> files(Path path) {
        try (JarFile jar = new JarFile(path.toFile())) {
            return jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(Path path, String file) {
        try (JarFile jar = new JarFile(path.toFile())) {
            return new String(jar.getInputStream(jar.getEntry(file)).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
