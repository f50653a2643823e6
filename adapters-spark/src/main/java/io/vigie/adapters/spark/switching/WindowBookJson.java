package io.vigie.adapters.spark.switching;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vigie.domain.rule.DevicePattern;
import io.vigie.domain.text.DurationText;
import io.vigie.domain.window.Aggregate;
import io.vigie.domain.window.MetricPattern;
import io.vigie.domain.window.WindowBook;
import io.vigie.domain.window.WindowDefinition;
import io.vigie.domain.window.WindowSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/** Windows as JSON with the keys of pipeline files: {@code {"windows":[{"name":…,"tumbling":"1m","aggregates":[…]}]}}. */
final class WindowBookJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String WINDOWS = "windows";
    private static final String NAME = "name";
    private static final String TUMBLING = "tumbling";
    private static final String HOPPING = "hopping";
    private static final String SIZE = "size";
    private static final String EVERY = "every";
    private static final String SESSION = "session";
    private static final String GAP = "gap";
    private static final String AGGREGATES = "aggregates";
    private static final String METRICS = "metrics";
    private static final String DEVICES = "devices";

    private WindowBookJson() {}

    static void write(WindowBook book, OutputStream out) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode windows = root.putArray(WINDOWS);
        book.definitions().forEach(definition -> put(definition, windows.addObject()));
        JSON.writeValue(out, root);
    }

    /**
     * Reads windows.
     *
     * @throws IOException when it is not JSON, or its JSON is not windows
     */
    static WindowBook read(InputStream in) throws IOException {
        try {
            Seq<WindowDefinition> definitions = Vector.empty();
            for (JsonNode window : list(JSON.readTree(in), WINDOWS)) {
                definitions = definitions.append(definition(window));
            }
            return new WindowBook(definitions);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void put(WindowDefinition definition, ObjectNode json) {
        json.put(NAME, definition.name());
        definition.spec().interpret(new SpecKeys(json));
        ArrayNode aggregates = json.putArray(AGGREGATES);
        definition.aggregates().forEach(aggregate -> aggregates.add(aggregate.word()));
        ArrayNode metrics = json.putArray(METRICS);
        definition.metrics().globs().forEach(pattern -> metrics.add(pattern.glob()));
        json.put(DEVICES, definition.devices().glob());
    }

    private static WindowDefinition definition(JsonNode json) throws IOException {
        Seq<Aggregate> aggregates = Vector.empty();
        for (JsonNode word : list(json, AGGREGATES)) {
            aggregates = aggregates.append(Aggregate.parse(text(word))
                    .getOrElseThrow(() -> new IOException("`" + word + "` is no aggregate.")));
        }
        Seq<DevicePattern> metrics = Vector.empty();
        for (JsonNode glob : list(json, METRICS)) {
            metrics = metrics.append(new DevicePattern(text(glob)));
        }
        return new WindowDefinition(
                text(json.path(NAME)),
                spec(json),
                aggregates,
                new MetricPattern(metrics),
                new DevicePattern(text(json.path(DEVICES))));
    }

    private static WindowSpec spec(JsonNode json) throws IOException {
        if (json.has(TUMBLING)) {
            return new WindowSpec.Tumbling(duration(json.path(TUMBLING)));
        }
        JsonNode hopping = json.path(HOPPING);
        return json.has(HOPPING)
                ? new WindowSpec.Hopping(duration(hopping.path(SIZE)), duration(hopping.path(EVERY)))
                : new WindowSpec.Session(duration(json.path(SESSION).path(GAP)));
    }

    private static JsonNode list(JsonNode json, String key) throws IOException {
        JsonNode list = json.path(key);
        if (!list.isArray()) {
            throw new IOException("`" + key + "` is missing, or no list.");
        }
        return list;
    }

    private static String text(JsonNode json) throws IOException {
        if (!json.isTextual()) {
            throw new IOException("something is missing, or no text.");
        }
        return json.textValue();
    }

    private static Duration duration(JsonNode json) throws IOException {
        return DurationText.parse(text(json)).getOrElseThrow(problem -> new IOException(problem));
    }

    /** The keys of a definition that say which windows. */
    private record SpecKeys(ObjectNode json) implements WindowSpec.Algebra<ObjectNode> {

        @Override
        public ObjectNode tumbling(WindowSpec.Tumbling windows) {
            return json.put(TUMBLING, DurationText.print(windows.size()));
        }

        @Override
        public ObjectNode hopping(WindowSpec.Hopping windows) {
            return json.putObject(HOPPING)
                    .put(SIZE, DurationText.print(windows.size()))
                    .put(EVERY, DurationText.print(windows.every()));
        }

        @Override
        public ObjectNode session(WindowSpec.Session windows) {
            return json.putObject(SESSION).put(GAP, DurationText.print(windows.gap()));
        }
    }
}
