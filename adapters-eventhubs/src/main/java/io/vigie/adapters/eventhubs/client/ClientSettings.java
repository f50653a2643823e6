package io.vigie.adapters.eventhubs.client;

import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.port.out.PipelineRefused;
import java.io.Serializable;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.apache.spark.eventhubs.EventHubsConf;

/**
 * How the AMQP client goes about it, by the names of the Event Hubs connector's options.
 *
 * @param prefetchCount how many events a partition may send ahead, 1 to 8000
 * @param operationTimeout how long one question to the hub may take
 * @param receiverTimeout how long the next event may take, where there is one; no longer than an operation
 * @param threadPoolSize how many threads a connection has: one that reads and writes, the others hand on
 */
public record ClientSettings(int prefetchCount, Duration operationTimeout, Duration receiverTimeout, int threadPoolSize)
        implements Serializable {

    private static final long serialVersionUID = 1;

    /** More than the connector's 500: of events that were sent ahead many are taken at a time. */
    public static final ClientSettings DEFAULT =
            new ClientSettings(4_000, Duration.ofSeconds(30), Duration.ofSeconds(5), 3);

    private static final int MOST_PREFETCHED = 8_000;
    private static final int MOST_THREADS = 1_024;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final String PREFIX = "eventhubs.";

    private static final Seq<String> NAMES = List.of(
            EventHubsConf.PrefetchCountKey(),
            EventHubsConf.OperationTimeoutKey(),
            EventHubsConf.ReceiverTimeoutKey(),
            EventHubsConf.ThreadPoolSizeKey());

    /**
     * Out of a plan's options.
     *
     * @throws PipelineRefused when one is not known, or its value is none
     */
    static ClientSettings of(Map<String, SettingValue> options) {
        Map<String, String> named = options.mapValues(SettingValue::value).mapKeys(ClientSettings::name);
        Duration operation = duration(named, EventHubsConf.OperationTimeoutKey(), DEFAULT.operationTimeout(), LONGEST);
        return new ClientSettings(
                count(named, EventHubsConf.PrefetchCountKey(), DEFAULT.prefetchCount(), MOST_PREFETCHED),
                operation,
                duration(
                        named,
                        EventHubsConf.ReceiverTimeoutKey(),
                        shorter(DEFAULT.receiverTimeout(), operation),
                        operation),
                count(named, EventHubsConf.ThreadPoolSizeKey(), DEFAULT.threadPoolSize(), MOST_THREADS));
    }

    /** The same, but no operation takes longer. */
    ClientSettings withOperationsOfAtMost(Duration longest) {
        return new ClientSettings(
                prefetchCount, shorter(operationTimeout, longest), shorter(receiverTimeout, longest), threadPoolSize);
    }

    /** As users of the connector write them, with what stands before all of its options or without. */
    private static String name(String written) {
        String plain =
                written.toLowerCase(Locale.ROOT).startsWith(PREFIX) ? written.substring(PREFIX.length()) : written;
        return NAMES.find(name -> name.substring(PREFIX.length()).equalsIgnoreCase(plain))
                .getOrElseThrow(() -> new PipelineRefused("Under options of eventhubs, " + written
                        + " is none that a pipeline has for protocol: amqp. There are "
                        + NAMES.mkString(", ") + "."));
    }

    private static int count(Map<String, String> named, String name, int otherwise, int most) {
        try {
            int count =
                    named.get(name).map(text -> Integer.parseInt(text.strip())).getOrElse(otherwise);
            if (count >= 1 && count <= most) {
                return count;
            }
        } catch (NumberFormatException noNumber) {
            // said below
        }
        throw new PipelineRefused("The option " + name + " is a number from 1 to " + most + ".");
    }

    private static Duration duration(Map<String, String> named, String name, Duration otherwise, Duration longest) {
        try {
            Duration found =
                    named.get(name).map(text -> Duration.parse(text.strip())).getOrElse(otherwise);
            if (found.compareTo(SHORTEST) >= 0 && found.compareTo(longest) <= 0) {
                return found;
            }
        } catch (DateTimeParseException noDuration) {
            // said below
        }
        throw new PipelineRefused("The option " + name + " is a duration such as PT10S, from " + SHORTEST + " to "
                + longest + (name.equals(EventHubsConf.ReceiverTimeoutKey()) ? ", the operation's timeout." : "."));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
