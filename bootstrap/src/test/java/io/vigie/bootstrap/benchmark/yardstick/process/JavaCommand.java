package io.vigie.bootstrap.benchmark.yardstick.process;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;

/** The commands of Java processes. */
public final class JavaCommand {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private JavaCommand() {}

    /** {@code java -jar}, as a user of the jar writes it. */
    public static List<String> ofJar(Path jar, String heap, String... arguments) {
        List<String> command = new ArrayList<>(List.of(JAVA, "-Xmx" + heap, "-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /**
     * A class of these sources with the Spark that lies beside a {@code vigie.jar}, and with what the jar's manifest opens
     * to it of the JDK.
     */
    public static List<String> ofClass(Class<?> main, Path jar, String heap, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(JAVA, "-Xmx" + heap));
        for (String opened : opened(jar)) {
            command.add("--add-opens=" + opened + "=ALL-UNNAMED");
        }
        command.add("-cp");
        command.add(placeOf(main) + File.pathSeparator + jar);
        command.add(main.getName());
        command.addAll(arguments);
        return command;
    }

    /** The directory of classes, or the jar, that a class was loaded from. */
    public static Path placeOf(Class<?> known) {
        try {
            return Path.of(
                    known.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> opened(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            String packages = file.getManifest().getMainAttributes().getValue("Add-Opens");
            return packages == null ? List.of() : List.of(packages.split(" ", -1));
        }
    }
}
