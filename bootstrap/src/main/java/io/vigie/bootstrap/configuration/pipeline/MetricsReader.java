package io.vigie.bootstrap.configuration.pipeline;

import io.vavr.control.Either;
import io.vigie.application.plan.MetricsPlan;
import io.vigie.bootstrap.configuration.yaml.Keys;
import io.vigie.bootstrap.configuration.yaml.Quoted;
import io.vigie.bootstrap.configuration.yaml.Read;
import io.vigie.bootstrap.configuration.yaml.Values;
import io.vigie.bootstrap.configuration.yaml.YamlNode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads where a pipeline's numbers can be asked for. */
final class MetricsReader {

    private static final Keys KEYS = Keys.of("address", "stalledAfter");
    private static final String ADDRESS = "host:port such as 127.0.0.1:9464";

    /** A name or an IPv4 address; an IPv6 address stands in brackets, as it has colons itself. */
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+(?:%[A-Za-z0-9._-]+)?]):([0-9]{1,6})");

    private static final int LARGEST_PORT = 65_535;
    private static final Duration SHORTEST_PATIENCE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PATIENCE = Duration.ofDays(1);

    private MetricsReader() {}

    static Read<MetricsPlan> read(YamlNode node) {
        MetricsPlan standard = MetricsPlan.DEFAULT;
        return node.mapping(
                "a mapping such as { address: \"127.0.0.1:9464\" }, or {} for this address",
                KEYS,
                metrics -> Read.together(
                        metrics.optional("address", standard, MetricsReader::address),
                        metrics.optional(
                                "stalledAfter",
                                standard.stalledAfter(),
                                span -> Values.duration(span, SHORTEST_PATIENCE, LONGEST_PATIENCE)),
                        (at, patience) -> new MetricsPlan(at.host(), at.port(), patience)));
    }

    private static Read<MetricsPlan> address(YamlNode node) {
        return node.parse(ADDRESS, MetricsReader::parse);
    }

    private static Either<String, MetricsPlan> parse(String text) {
        Matcher address = HOST_AND_PORT.matcher(text);
        if (text.contains("://")) {
            return Either.left(Quoted.of(text) + " has a protocol: write " + ADDRESS);
        }
        if (!address.matches()) {
            return Either.left("expected " + ADDRESS + ", found " + Quoted.of(text)
                    + "; 0.0.0.0 stands for every address of this machine, port 0 for one that is free");
        }
        int port = Integer.parseInt(address.group(2));
        return port > LARGEST_PORT
                ? Either.left("a port is from 0 to " + LARGEST_PORT + ", " + Quoted.of(text) + " has " + port)
                : Either.right(new MetricsPlan(address.group(1), port, MetricsPlan.DEFAULT.stalledAfter()));
    }
}
