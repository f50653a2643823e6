package io.vigie.adapters.eventhubs;

import io.vigie.adapters.spark.spi.PartitionOffsets;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.HDFSMetadataLog;
import scala.Option;
import scala.reflect.ClassTag$;

/**
 * Where a stream began, kept in its checkpoint: one that is stopped before its first batch begins there again. It is
 * written as Spark's Kafka source does, which may take over.
 */
final class InitialOffsets extends HDFSMetadataLog<PartitionOffsets> {

    private static final String VERSION = "v1\n";

    /** Of a source whose part of the checkpoint lies here. */
    InitialOffsets(SparkSession session, String location) {
        super(session, location, ClassTag$.MODULE$.apply(PartitionOffsets.class));
    }

    /** Where it began; or where it begins now. */
    PartitionOffsets orElse(Supplier<PartitionOffsets> now) {
        Option<PartitionOffsets> known = get(0);
        if (known.isDefined()) {
            return known.get();
        }
        PartitionOffsets begun = now.get();
        add(0, begun);
        return begun;
    }

    @Override
    public void serialize(PartitionOffsets offsets, OutputStream out) {
        try {
            out.write(0);
            out.write((VERSION + offsets.json()).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public PartitionOffsets deserialize(InputStream in) {
        try {
            if (in.read() != 0) {
                throw new IllegalStateException("The checkpoint does not hold where the hub's stream began.");
            }
            String content = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (!content.startsWith(VERSION)) {
                throw new IllegalStateException(
                        "The checkpoint holds where the hub's stream began in a version that is not known.");
            }
            return PartitionOffsets.of(content.substring(VERSION.length()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
