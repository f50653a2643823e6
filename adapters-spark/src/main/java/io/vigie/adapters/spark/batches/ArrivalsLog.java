package io.vigie.adapters.spark.batches;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vavr.collection.HashMap;
import io.vavr.collection.Map;
import io.vavr.control.Option;
import io.vigie.adapters.spark.checkpoint.BatchLog;
import io.vigie.application.port.out.KeptByBatch;
import io.vigie.application.port.out.ReadArrivals;
import io.vigie.domain.reading.Microseconds;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import org.apache.spark.sql.SparkSession;

/** How far the source was read as batches begin, in a small file of JSON in the checkpoint each. */
public final class ArrivalsLog {

    private static final String LATEST = "latest";
    private static final String FIRST = "first";
    private static final String MEASURED = "measured";
    private static final String HORIZON = "horizon";
    private static final String CLOCK_BEFORE = "clockBefore";
    private static final ObjectMapper JSON = new ObjectMapper();

    private ArrivalsLog() {}

    /** That of a checkpoint. */
    public static KeptByBatch<ReadArrivals> of(SparkSession session, String checkpoint) {
        return BatchLog.of(session, checkpoint, "arrivals")
                .keeping(ArrivalsLog::read, (read, out) -> JSON.writeValue(out, json(read)));
    }

    private static ObjectNode json(ReadArrivals read) {
        ObjectNode json = JSON.createObjectNode();
        ObjectNode latest = json.putObject(LATEST);
        read.latest().forEach((part, arrival) -> latest.put(part, arrival));
        put(json, FIRST, read.first());
        put(json, MEASURED, read.measured());
        put(json, HORIZON, read.horizon());
        read.clockBefore().forEach(clock -> put(json, CLOCK_BEFORE, clock));
        return json;
    }

    private static void put(ObjectNode json, String name, long time) {
        if (time != Microseconds.NONE) {
            json.put(name, time);
        }
    }

    private static ReadArrivals read(InputStream in) throws IOException {
        JsonNode json = JSON.readTree(in);
        if (!json.path(LATEST).isObject()) {
            throw new IOException("it has no \"" + LATEST + "\"");
        }
        Map<String, Long> latest = HashMap.empty();
        for (Iterator<java.util.Map.Entry<String, JsonNode>> parts =
                        json.path(LATEST).fields();
                parts.hasNext(); ) {
            java.util.Map.Entry<String, JsonNode> part = parts.next();
            latest = latest.put(part.getKey(), time(part.getValue(), part.getKey()));
        }
        return new ReadArrivals(
                latest,
                timeOf(json, FIRST),
                timeOf(json, MEASURED),
                timeOf(json, HORIZON),
                json.has(CLOCK_BEFORE) ? Option.some(timeOf(json, CLOCK_BEFORE)) : Option.none());
    }

    private static long timeOf(JsonNode json, String name) throws IOException {
        return json.has(name) ? time(json.path(name), name) : Microseconds.NONE;
    }

    private static long time(JsonNode written, String name) throws IOException {
        if (!written.isIntegralNumber() || !written.canConvertToLong()) {
            throw new IOException("\"" + name + "\" is no number of microseconds");
        }
        return written.asLong();
    }
}
