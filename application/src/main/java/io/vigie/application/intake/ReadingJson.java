package io.vigie.application.intake;

import io.vigie.application.explanation.JsonText;
import io.vigie.domain.reading.Microseconds;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A reading as a flat message has it: the payload of a rejection where the message that it came in is not at hand. */
public final class ReadingJson {

    /** What a rejection's detail says besides then. */
    public static final String TOLD = "; the message is not at hand, the payload is the reading as JSON";

    private ReadingJson() {}

    /** The message, in UTF-8; the event time is in microseconds since 1970. */
    public static byte[] of(
            String device,
            String metric,
            double value,
            @Nullable String unit,
            long eventTime,
            Map<String, String> tags) {
        JsonText json = new JsonText().open('{');
        json.name("deviceId").string(device);
        json.name("metric").string(metric);
        json.name("value").number(value);
        if (unit != null) {
            json.name("unit").string(unit);
        }
        json.name("timestamp").time(Microseconds.instant(eventTime));
        if (!tags.isEmpty()) {
            json.name("tags").open('{');
            tags.forEach((name, text) -> json.name(name).string(text));
            json.close('}');
        }
        return json.close('}').toString().getBytes(StandardCharsets.UTF_8);
    }
}
