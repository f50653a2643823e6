package io.vigie.adapters.eventhubs.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** An event hub: partitions, and consumer groups that read them. Tests fill it and look into it without a client. */
public final class Hub {

    /** The consumer group that every hub has. */
    public static final String DEFAULT_GROUP = "$Default";

    private static final int CHUNK = 1000;

    private final String name;
    private final String connectionString;
    private final Instant created = Instant.now();
    private final List<PartitionLog> logs;
    private final Set<String> groups = ConcurrentHashMap.newKeySet();
    private final Map<String, Readers> readers = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();

    Hub(String name, int partitions, String connectionString) {
        this.name = name;
        this.connectionString = connectionString;
        logs = IntStream.range(0, partitions).mapToObj(id -> new PartitionLog()).toList();
        addConsumerGroup(DEFAULT_GROUP);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** What clients connect with; it names this hub, as {@code EntityPath}. */
    public String connectionString() {
        return connectionString;
    }

    /** How many partitions it has; their ids are the numbers from 0 on. */
    public int partitions() {
        return logs.size();
    }

    /** Lets a further group read. */
    public Hub addConsumerGroup(String group) {
        groups.add(group.toLowerCase(Locale.ROOT));
        return this;
    }

    /** Appends events to a partition, now. */
    public void publish(int partition, Event... events) {
        publish(partition, Arrays.asList(events));
    }

    /** Appends events to a partition, now, as many as there are: they are taken one after the other. */
    public void publish(int partition, Iterable<Event> events) {
        publish(partition, events.iterator());
    }

    /** The same. */
    public void publish(int partition, Iterator<Event> events) {
        while (events.hasNext()) {
            append(partition, chunk(events), Instant.now());
        }
    }

    /** Appends events, now, each to the partition of its key, or to the next. */
    public void publish(Iterator<Event> events) {
        while (events.hasNext()) {
            Map<PartitionLog, List<EncodedEvent>> shares = new HashMap<>();
            for (EncodedEvent event : chunk(events)) {
                shares.computeIfAbsent(log(event), log -> new ArrayList<>()).add(event);
            }
            shares.forEach((log, share) -> log.append(share, System.currentTimeMillis()));
        }
    }

    /** Appends events to a partition as if it were another time; one before that of the last event becomes that. */
    public void publishAt(Instant enqueuedTime, int partition, Event... events) {
        append(partition, Arrays.stream(events).map(EncodedEvent::of).toList(), enqueuedTime);
    }

    private static List<EncodedEvent> chunk(Iterator<Event> events) {
        List<EncodedEvent> chunk = new ArrayList<>();
        while (events.hasNext() && chunk.size() < CHUNK) {
            chunk.add(EncodedEvent.of(events.next()));
        }
        return chunk;
    }

    private void append(int partition, List<EncodedEvent> events, Instant time) {
        logs.get(partition).append(events, time.toEpochMilli());
    }

    /** The events that are in a partition now. */
    public List<StoredEvent> events(int partition) {
        PartitionLog log = logs.get(partition);
        List<StoredEvent> events = new ArrayList<>();
        for (long number = log.beginning(); number < log.end(); number++) {
            events.add(EncodedEvent.decode(Integer.toString(partition), log.message(number, new byte[0])));
        }
        return events;
    }

    /** The events of all partitions, one partition after the other. */
    public List<StoredEvent> events() {
        return IntStream.range(0, partitions())
                .boxed()
                .flatMap(partition -> events(partition).stream())
                .toList();
    }

    /** The sequence number of the first event of a partition, or that of the next, where there is none. */
    public long beginning(int partition) {
        return logs.get(partition).beginning();
    }

    /** The sequence number that the next event of a partition will have. */
    public long end(int partition) {
        return logs.get(partition).end();
    }

    /** How many receivers a consumer group has at a partition now. */
    public int receivers(String group, int partition) {
        return readers(group, Integer.toString(partition)).count();
    }

    /** Drops the events of a partition before a sequence number, as retention does. */
    public void truncate(int partition, long sequenceNumber) {
        logs.get(partition).truncate(sequenceNumber);
    }

    /** Takes events of a partition out, as compaction does where there are newer ones of their keys. */
    public void compact(int partition, long from, long until) {
        logs.get(partition).compact(from, until);
    }

    Instant created() {
        return created;
    }

    boolean hasGroup(String group) {
        return groups.contains(group.toLowerCase(Locale.ROOT));
    }

    boolean hasPartition(String id) {
        return partitionIds().contains(id);
    }

    List<String> partitionIds() {
        return IntStream.range(0, partitions()).mapToObj(Integer::toString).toList();
    }

    PartitionLog log(String partition) {
        return logs.get(Integer.parseInt(partition));
    }

    Readers readers(String group, String partition) {
        return readers.computeIfAbsent(group.toLowerCase(Locale.ROOT) + "/" + partition, place -> new Readers());
    }

    /** The partition of events with a key; without one, each in turn. */
    PartitionLog log(EncodedEvent event) {
        int number = event.partitionKey.map(String::hashCode).getOrElse(turn::getAndIncrement);
        return logs.get(Math.floorMod(number, partitions()));
    }
}
