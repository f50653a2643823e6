package io.vigie.adapters.eventhubs.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A {@link LocalEventHubs} for trials. It says how to reach it, and runs until its standard input ends or says {@code quit}.
 *
 * <pre>
 * [--host HOST] [--port PORT] --hub NAME:PARTITIONS[:GROUP,…] [--fill NAME:FILE]…
 * </pre>
 *
 * <p>A file that fills a hub has one event a line; each line goes to the next partition. While it runs, a line of its
 * standard input is one of: {@code detach CONDITION}, {@code detach-every EVENTS CONDITION TIMES}, {@code drop},
 * {@code drop-every EVENTS TIMES}, {@code refuse SECONDS}, {@code steal NAME GROUP PARTITION}, {@code truncate NAME PARTITION
 * SEQUENCE-NUMBER}, {@code fill NAME FILE}, {@code stop}, {@code start}, {@code counters}, {@code quit}.
 */
public final class LocalEventHubsCommand {

    private static final String USAGE =
            "[--host HOST] [--port PORT] --hub NAME:PARTITIONS[:GROUP,…]… [--fill NAME:FILE]…";

    private final LocalEventHubs hubs;
    private final PrintStream out;

    private LocalEventHubsCommand(LocalEventHubs hubs, PrintStream out) {
        this.hubs = hubs;
        this.out = out;
    }

    /** Takes the arguments of the class's own description; what is wrong with them ends it with status 2. */
    public static void main(String... arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            run(List.of(arguments), out);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            out.println("Usage: " + USAGE);
            System.exit(2);
        }
    }

    private static void run(List<String> arguments, PrintStream out) throws IOException {
        String host = "localhost";
        int port = LocalEventHubs.PORT;
        List<String> wanted = new ArrayList<>();
        List<String> files = new ArrayList<>();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(option + " has no value.");
            }
            String value = rest.next();
            switch (option) {
                case "--host" -> host = value;
                case "--port" -> port = number(value);
                case "--hub" -> wanted.add(value);
                case "--fill" -> files.add(value);
                default -> throw new IllegalArgumentException(option + " is not known.");
            }
        }
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("There is no --hub.");
        }
        try (LocalEventHubs hubs = LocalEventHubs.startAt(host, port)) {
            LocalEventHubsCommand command = new LocalEventHubsCommand(hubs, out);
            wanted.forEach(command::create);
            for (String file : files) {
                command.fill(part(file.split(":", 2), 0), part(file.split(":", 2), 1));
            }
            command.introduce();
            command.obey();
        }
    }

    private void create(String wanted) {
        String[] parts = wanted.split(":", 3);
        Hub hub = hubs.createHub(part(parts, 0), number(part(parts, 1)));
        if (parts.length > 2) {
            Stream.of(parts[2].split(",", -1)).forEach(hub::addConsumerGroup);
        }
    }

    private void introduce() {
        for (Hub hub : hubs.hubs()) {
            out.println(hub.connectionString());
        }
        out.println("Clients must be started with:");
        out.println(String.join(" ", hubs.trustStore().jvmOptions()));
        if (hubs.port() != LocalEventHubs.PORT) {
            out.println("and told of port " + hubs.port() + ", which the connector for Spark cannot be.");
        }
    }

    private void obey() throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null && !line.equals("quit"); line = lines.readLine()) {
            try {
                obey(line.trim().split("\\s+", -1));
                out.println("done");
            } catch (IllegalArgumentException | IllegalStateException | IOException e) {
                out.println(e.getMessage());
            }
        }
    }

    private void obey(String... order) throws IOException {
        switch (order[0]) {
            case "detach" -> hubs.faults().detachReceivers(error(part(order, 1)));
            case "detach-every" ->
                hubs.faults().detachEvery(number(part(order, 1)), error(part(order, 2)), number(part(order, 3)));
            case "drop" -> hubs.faults().dropConnections();
            case "drop-every" -> hubs.faults().dropEvery(number(part(order, 1)), number(part(order, 2)));
            case "refuse" ->
                hubs.faults().refuseLinks(AmqpError.SERVER_BUSY, Duration.ofSeconds(number(part(order, 1))));
            case "steal" -> hubs.faults().steal(hubs.hub(part(order, 1)), part(order, 2), number(part(order, 3)));
            case "truncate" -> hubs.hub(part(order, 1)).truncate(number(part(order, 2)), number(part(order, 3)));
            case "fill" -> fill(part(order, 1), part(order, 2));
            case "stop" -> hubs.stop();
            case "start" -> hubs.startAgain();
            case "counters" -> out.println(hubs.counters());
            default -> throw new IllegalArgumentException("'" + order[0] + "' is not known.");
        }
    }

    private void fill(String name, String file) throws IOException {
        Hub hub = hubs.hub(name);
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            hub.publish(lines.filter(line -> !line.isBlank()).map(Event::of).iterator());
        }
        out.println(name + " ends at "
                + Stream.iterate(0, id -> id < hub.partitions(), id -> id + 1)
                        .map(hub::end)
                        .toList());
    }

    private static AmqpError error(String condition) {
        return Stream.of(
                        AmqpError.SERVER_BUSY,
                        AmqpError.DETACH_FORCED,
                        AmqpError.LINK_STOLEN,
                        AmqpError.INTERNAL_ERROR,
                        AmqpError.TIMEOUT)
                .filter(known -> known.condition().endsWith(":" + condition))
                .findFirst()
                .orElseGet(() -> new AmqpError(condition, "Ordered by a trial."));
    }

    private static String part(String[] parts, int place) {
        if (place >= parts.length) {
            throw new IllegalArgumentException("'" + String.join(" ", parts) + "' is not complete.");
        }
        return parts[place];
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no number.", e);
        }
    }
}
