package io.vigie.adapters.eventhubs;

import io.vigie.adapters.spark.spi.StreamProvider;
import io.vigie.adapters.spark.spi.messages.MessageColumns;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The events of a hub, packed in blocks, as a stream of Spark's. Of what it reads Spark is told no more than a name, by
 * which this process knows the rest: options can be seen in plans.
 *
 * <p>Public because Spark creates it by its name.
 */
public final class HubMessages extends StreamProvider {

    /** The option that names a source of this process. */
    static final String NAME = "vigie.name";

    /** The sources that were opened in this process. */
    private static final Map<String, AmqpSource> OPENED = new ConcurrentHashMap<>();

    /** Made by Spark. */
    public HubMessages() {
        super("events of a hub in blocks", MessageColumns.SCHEMA);
    }

    /** Lets Spark find a source by its name. */
    static void remember(AmqpSource source) {
        OPENED.put(source.id(), source);
    }

    static void forget(AmqpSource source) {
        OPENED.remove(source.id());
    }

    @Override
    protected MicroBatchStream open(CaseInsensitiveStringMap options, String checkpoint) {
        AmqpSource source = OPENED.get(options.getOrDefault(NAME, ""));
        if (source == null) {
            throw new IllegalStateException("A stream of a hub is started once, where it was opened.");
        }
        return source.stream(new InitialOffsets(SparkSession.active(), checkpoint));
    }
}
