package io.vigie.adapters.eventhubs.testing;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What all connections of a {@link LocalEventHubs} see. */
final class Namespace {

    /** Of a message, in bytes, as in the service's standard tier. */
    static final long LARGEST_MESSAGE = 1 << 20;

    final Tokens tokens = new Tokens();
    final Counters counters = new Counters();
    final Set<AmqpConnection> connections = ConcurrentHashMap.newKeySet();
    final Faults faults = new Faults(this);
    private final String host;
    private final Map<String, Hub> hubs = new ConcurrentHashMap<>();

    Namespace(String host) {
        this.host = host;
    }

    void add(Hub hub) {
        hubs.put(hub.name().toLowerCase(Locale.ROOT), hub);
    }

    void remove(String hub) {
        hubs.remove(hub.toLowerCase(Locale.ROOT));
    }

    boolean has(String hub) {
        return hubs.containsKey(hub.toLowerCase(Locale.ROOT));
    }

    Hub hub(String name) throws AmqpException {
        Hub hub = hubs.get(name.toLowerCase(Locale.ROOT));
        if (hub == null) {
            throw notFound(name);
        }
        return hub;
    }

    List<Hub> hubs() {
        return hubs.values().stream().sorted(Comparator.comparing(Hub::name)).toList();
    }

    AmqpException notFound(String path) {
        return new AmqpException(AmqpError.notFound(address(path)));
    }

    /** As the service writes addresses. */
    String address(String path) {
        return "sb://" + host + "/" + path;
    }
}
