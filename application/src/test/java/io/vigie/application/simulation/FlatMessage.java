package io.vigie.application.simulation;

import static io.vigie.domain.reading.RejectionReason.MALFORMED;
import static io.vigie.domain.reading.RejectionReason.MISSING_FIELD;
import static io.vigie.domain.reading.RejectionReason.OUT_OF_RANGE;
import static io.vigie.domain.reading.RejectionReason.TOO_LARGE;
import static io.vigie.domain.reading.RejectionReason.WRONG_TYPE;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vigie.domain.reading.RejectionReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A flat message as the format's rules have it, read with another parser than Vigie's own.
 *
 * @param value the value as it is written
 * @param fields how many fields the message has
 */
public record FlatMessage(
        String device,
        String metric,
        String value,
        String unit,
        Instant time,
        String timestamp,
        String site,
        int fields) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int DEEPEST = 64;

    /** A number as it is written, apart from texts. */
    private record NumberText(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    /** Why a message is not a reading. */
    public static final class Rejected extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final RejectionReason reason;

        Rejected(RejectionReason reason) {
            super(reason.word());
            this.reason = reason;
        }

        /** The reason. */
        public RejectionReason reason() {
            return reason;
        }
    }

    /** The message, or {@link Rejected}. */
    public static FlatMessage read(byte[] message) {
        Map<String, Object> fields = fields(message);
        String timestamp = text(fields, "timestamp");
        double value = number(fields, "value");
        if (!Double.isFinite(value)) {
            throw new Rejected(OUT_OF_RANGE);
        }
        if (!(fields.get("tags") instanceof Map<?, ?> tags)) {
            throw new Rejected(WRONG_TYPE);
        }
        return new FlatMessage(
                text(fields, "deviceId"),
                text(fields, "metric"),
                String.valueOf(fields.get("value")),
                text(fields, "unit"),
                time(fields),
                timestamp,
                String.valueOf(tags.get("site")),
                fields.size());
    }

    /** The value as a number. */
    public double number() {
        return Double.parseDouble(value);
    }

    private static Map<String, Object> fields(byte[] message) {
        try (JsonParser parser = JSON.createParser(StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(message))
                .toString())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Rejected(MALFORMED);
            }
            Map<String, Object> fields = object(parser);
            if (parser.nextToken() != null) {
                throw new Rejected(MALFORMED);
            }
            return fields;
        } catch (CharacterCodingException notUtf8) {
            throw new Rejected(MALFORMED);
        } catch (IOException notJson) {
            throw new Rejected(MALFORMED);
        }
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, value(parser));
        }
        return fields;
    }

    private static Object value(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return object(parser);
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            int depth = 1;
            while (depth > 0) {
                JsonToken token = parser.nextToken();
                depth += token == JsonToken.START_ARRAY ? 1 : token == JsonToken.END_ARRAY ? -1 : 0;
                if (depth > DEEPEST) {
                    throw new Rejected(TOO_LARGE);
                }
            }
            return new Object[0];
        }
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new NumberText(parser.getText());
            case VALUE_NULL -> JsonToken.VALUE_NULL;
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            default -> parser.getText();
        };
    }

    private static Object required(Map<String, Object> fields, String name) {
        Object value = fields.get(name);
        if (value == null || value == JsonToken.VALUE_NULL) {
            throw new Rejected(MISSING_FIELD);
        }
        return value;
    }

    private static String text(Map<String, Object> fields, String name) {
        Object value = required(fields, name);
        if (name.equals("timestamp") && value instanceof NumberText milliseconds) {
            return milliseconds.text();
        }
        if (value instanceof String text) {
            return text;
        }
        throw new Rejected(WRONG_TYPE);
    }

    private static double number(Map<String, Object> fields, String name) {
        if (required(fields, name) instanceof NumberText number) {
            return Double.parseDouble(number.text());
        }
        throw new Rejected(WRONG_TYPE);
    }

    private static Instant time(Map<String, Object> fields) {
        if (fields.get("timestamp") instanceof NumberText milliseconds) {
            Instant time = Instant.ofEpochMilli(Long.parseLong(milliseconds.text()));
            if (time.isAfter(Instant.parse("9999-12-31T23:59:59.999Z"))) {
                throw new Rejected(OUT_OF_RANGE);
            }
            return time;
        }
        try {
            return OffsetDateTime.parse(text(fields, "timestamp")).toInstant();
        } catch (DateTimeException noTime) {
            throw new Rejected(WRONG_TYPE);
        }
    }
}
