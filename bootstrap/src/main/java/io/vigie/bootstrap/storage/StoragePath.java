package io.vigie.bootstrap.storage;

import io.vavr.control.Option;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a path in Azure storage says of where it lies, such as
 * {@code abfss://telemetry@acme.dfs.core.windows.net/in}.
 *
 * @param scheme {@code abfs}, {@code abfss}, {@code wasb} or {@code wasbs}
 * @param container which container
 * @param host the account's, with a port where it has one
 */
public record StoragePath(String scheme, String container, String host) {

    private static final Pattern AZURE = Pattern.compile("(?i)(abfss?|wasbs?)://(?:([^@/]*)@)?([^/]*)(?:/.*)?");

    /** None where the text is another path. */
    public static Option<StoragePath> of(String text) {
        Matcher path = AZURE.matcher(text);
        return path.matches()
                ? Option.some(new StoragePath(
                        path.group(1).toLowerCase(Locale.ROOT),
                        path.group(2) == null ? "" : path.group(2),
                        path.group(3).toLowerCase(Locale.ROOT)))
                : Option.none();
    }

    /** The name of the account. */
    public String account() {
        return host.replaceFirst("[.:].*", "");
    }

    /** Whether Hadoop reads it by the Blob service, which knows keys and signatures alone. */
    public boolean isBlob() {
        return scheme.startsWith("wasb");
    }

    /** Whether what goes over the network can be read on the way. */
    public boolean isPlain() {
        return scheme.equals("wasb");
    }

    /** What is wrong with it, where it cannot be right. */
    public Option<String> slip() {
        String service = isBlob() ? "blob" : "dfs";
        String other = isBlob() ? "dfs" : "blob";
        if (container.isEmpty()) {
            return Option.some("which container? Write " + scheme + "://CONTAINER@" + host + "/...");
        }
        return host.contains("." + other + ".")
                ? Option.some(scheme + ": goes to the host " + host.replace("." + other + ".", "." + service + ".")
                        + ": write that, or " + (isBlob() ? "abfss" : "wasbs") + ":")
                : Option.none();
    }

    /** The whole container. */
    public String root() {
        return scheme + "://" + container + "@" + host + "/";
    }
}
