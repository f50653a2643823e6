package io.vigie.bootstrap.configuration.kafka;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vigie.bootstrap.configuration.yaml.Quoted;
import io.vigie.bootstrap.configuration.yaml.Read;
import io.vigie.bootstrap.configuration.yaml.YamlNode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a Kafka cluster is found first: {@code host:port}, more of them with commas between. */
public final class KafkaServers {

    private static final String EXPECTED = "host:port, more of them with commas between";

    /** A name or an IPv4 address; an IPv6 address stands in brackets, as it has colons itself. */
    private static final Pattern SERVER =
            Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+(?:%[A-Za-z0-9._-]+)?])(?::([0-9]{1,6}))?");

    private static final int LARGEST_PORT = 65_535;

    private KafkaServers() {}

    static Read<String> read(YamlNode node) {
        return node.parse(EXPECTED, KafkaServers::parse);
    }

    /** The servers without spaces, or what is wrong with the first that is none. */
    private static Either<String, String> parse(String text) {
        return Either.sequenceRight(split(text).map(KafkaServers::server)).map(servers -> servers.mkString(","));
    }

    /** Whether a server is in both lists: then both are of the same cluster. */
    public static boolean meet(String servers, String others) {
        Seq<String> lower = split(others.toLowerCase(Locale.ROOT));
        return split(servers.toLowerCase(Locale.ROOT)).exists(lower::contains);
    }

    private static Seq<String> split(String servers) {
        return List.of(servers.split(",", -1)).map(String::strip);
    }

    private static Either<String, String> server(String text) {
        Matcher server = SERVER.matcher(text);
        if (text.contains("://")) {
            return Either.left(
                    Quoted.of(text)
                            + " has a protocol: write host:port, and the protocol as `kafka.security.protocol` under `options`");
        }
        if (!server.matches()) {
            return Either.left("expected " + EXPECTED + ", found " + Quoted.of(text));
        }
        if (server.group(2) == null) {
            return Either.left(Quoted.of(text) + " has no port; brokers mostly listen at " + text + ":9092");
        }
        int port = Integer.parseInt(server.group(2));
        return port < 1 || port > LARGEST_PORT
                ? Either.left("a port is from 1 to " + LARGEST_PORT + ", " + Quoted.of(text) + " has " + port)
                : Either.right(text);
    }
}
