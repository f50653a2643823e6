package io.vigie.application.plan;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text that Azure shows under a hub's shared access policies, such as
 * {@code Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=read;SharedAccessKey=…;EntityPath=readings},
 * taken apart. What Azure's own clients pass over is refused here: they take a part whose name they do not know for the
 * rest of the value before it.
 *
 * @param host the namespace's host name
 * @param port where the endpoint listens, where it says so
 * @param hub the hub's name, where it says so
 * @param keyName what its key is called; none where it has a signature, which is good for a time only
 * @param secret the key, or the signature
 */
public record EventHubConnectionString(
        String host, Option<Integer> port, Option<String> hub, Option<String> keyName, String secret) {

    private static final String ENDPOINT = "Endpoint";
    private static final String KEY_NAME = "SharedAccessKeyName";
    private static final String KEY = "SharedAccessKey";
    private static final String SIGNATURE = "SharedAccessSignature";
    private static final String HUB = "EntityPath";
    private static final Seq<String> PARTS = List.of(ENDPOINT, KEY_NAME, KEY, SIGNATURE, HUB);
    private static final Pattern SERVICE =
            Pattern.compile("(?i)sb://([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::([0-9]{1,5}))?/?");

    /** The rules that Azure has for the names of hubs. */
    private static final Pattern HUB_NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]{0,254}[A-Za-z0-9])?");

    private static final int LARGEST_PORT = 65_535;

    /** The parts of a text, or what is wrong with it: a sentence in which nothing of the text is told. */
    public static Either<String, EventHubConnectionString> parse(String text) {
        return parts(text).flatMap(EventHubConnectionString::of);
    }

    /** Whether a hub can have this name. */
    public static boolean isHubName(String name) {
        return HUB_NAME.matcher(name).matches();
    }

    private static Either<String, Map<String, String>> parts(String text) {
        Map<String, String> parts = LinkedHashMap.empty();
        String[] written = text.split(";", -1);
        for (int i = 0; i < written.length; i++) {
            int equals = written[i].indexOf('=');
            String name = equals < 0 ? written[i] : written[i].substring(0, equals);
            String value = equals < 0 ? "" : written[i].substring(equals + 1);
            if (written[i].isEmpty() && i == written.length - 1) {
                continue;
            }
            if (!PARTS.contains(name)) {
                return Either.left(unknown(name, i + 1));
            }
            if (parts.containsKey(name)) {
                return Either.left("the connection string has `" + name + "` twice");
            }
            if (value.isEmpty()) {
                return Either.left("the connection string has a `" + name + "` without a value");
            }
            if (value.chars().anyMatch(letter -> letter < ' ' || (letter == ' ' && !name.equals(SIGNATURE)))) {
                return Either.left("the connection string has a space or a line break in its `" + name + "`");
            }
            parts = parts.put(name, value);
        }
        return Either.right(parts);
    }

    private static String unknown(String name, int number) {
        if (name.equalsIgnoreCase("HostName") || name.equalsIgnoreCase("DeviceId")) {
            return "this is a connection string of an IoT hub: take the `Event Hub-compatible endpoint` from its page"
                    + " `Built-in endpoints`, which begins with `Endpoint=sb://`";
        }
        String known = PARTS.map(part -> "`" + part + "`").mkString(", ");
        return "part " + number + " of the connection string has a name that is none of " + known
                + PARTS.find(part -> part.equalsIgnoreCase(name.strip()))
                        .map(part -> "; did you mean `" + part + "`?")
                        .getOrElse("");
    }

    private static Either<String, EventHubConnectionString> of(Map<String, String> parts) {
        Option<String> missing = List.of(ENDPOINT).find(part -> !parts.containsKey(part));
        if (missing.isDefined()) {
            return Either.left("the connection string has no `" + missing.get() + "`");
        }
        if (parts.containsKey(KEY) == parts.containsKey(SIGNATURE)) {
            return Either.left("the connection string needs a `" + KEY + "` or a `" + SIGNATURE + "`, one of them");
        }
        if (parts.containsKey(KEY) != parts.containsKey(KEY_NAME)) {
            return Either.left("in a connection string `" + KEY + "` and `" + KEY_NAME + "` stand together");
        }
        Matcher service = SERVICE.matcher(parts.get(ENDPOINT).get());
        if (!service.matches() || (service.group(2) != null && !isPort(service.group(2)))) {
            return Either.left(
                    "the `Endpoint` of a connection string is sb://HOST/ or sb://HOST:PORT/, and this one is not");
        }
        if (!parts.get(HUB).forAll(EventHubConnectionString::isHubName)) {
            return Either.left("the `EntityPath` of the connection string is no name of a hub");
        }
        return Either.right(new EventHubConnectionString(
                service.group(1).toLowerCase(Locale.ROOT),
                Option.of(service.group(2)).map(Integer::valueOf),
                parts.get(HUB),
                parts.get(KEY_NAME),
                parts.get(KEY).orElse(parts.get(SIGNATURE)).get()));
    }

    private static boolean isPort(String digits) {
        int port = Integer.parseInt(digits);
        return port > 0 && port <= LARGEST_PORT;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "EventHubConnectionString[host=" + host + ", port=" + port + ", hub=" + hub + "]";
    }
}
