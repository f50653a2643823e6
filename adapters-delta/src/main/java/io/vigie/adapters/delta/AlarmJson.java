package io.vigie.adapters.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.vavr.control.Either;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.domain.reading.Defect;
import io.vigie.domain.rule.Severity;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * A transition of an alarm as Kafka carries it: a JSON object with the columns of the alarms table in camelCase. Fields
 * that it does not know are passed over; {@code message} and {@code explanation} may be missing.
 */
final class AlarmJson {

    private static final ObjectReader READER = new ObjectMapper()
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    /** What reaches Kafka is never of a rule on trial. */
    private static final boolean SHADOW = false;

    /** The fields in the order of their columns in {@link Tables#ALARMS}, of which {@code shadow} is the last. */
    private static final List<Field> FIELDS = List.of(
            new Field("alarmId", true, AlarmJson::text),
            new Field("ruleId", true, AlarmJson::text),
            new Field("deviceId", true, AlarmJson::text),
            new Field("metric", true, AlarmJson::text),
            new Field("transition", true, oneOf(List.of("raised", "escalated", "deescalated", "cleared"))),
            new Field(
                    "severity",
                    true,
                    oneOf(Stream.of(Severity.values()).map(Severity::word).toList())),
            new Field("eventTime", true, AlarmJson::time),
            new Field("value", true, AlarmJson::number),
            new Field("message", false, AlarmJson::text),
            new Field("explanation", false, AlarmJson::text));

    private AlarmJson() {}

    private record Field(String name, boolean required, FieldReader reader) {

        String path() {
            return "/" + name;
        }
    }

    /** What a field's value is as a column, or what is wrong with it. */
    private interface FieldReader {
        Either<Defect, Object> read(String path, JsonNode value);
    }

    /** The row of {@link Tables#ALARMS} that a record's value says, or why it says none. */
    static Either<Defect, Row> read(byte[] record) {
        try {
            return read(READER.readTree(record));
        } catch (JsonProcessingException e) {
            int offset = e.getLocation() == null
                    ? 0
                    : (int) Math.max(0, e.getLocation().getByteOffset());
            return Either.left(new Defect.Malformed(offset, "it is not JSON: " + e.getOriginalMessage()));
        } catch (IOException e) { // bytes that are no text at all
            return Either.left(new Defect.Malformed(0, "it is not JSON: " + e.getMessage()));
        }
    }

    private static Either<Defect, Row> read(JsonNode record) {
        if (!record.isObject()) {
            return Either.left(new Defect.WrongType("the record", "an object", noun(record)));
        }
        Object[] columns = new Object[FIELDS.size() + 1];
        for (int i = 0; i < FIELDS.size(); i++) {
            Field field = FIELDS.get(i);
            JsonNode value = record.path(field.name);
            if (!value.isMissingNode() && !value.isNull()) {
                Either<Defect, Object> column = field.reader.read(field.path(), value);
                if (column.isLeft()) {
                    return Either.left(column.getLeft());
                }
                columns[i] = column.get();
            } else if (field.required) {
                return Either.left(new Defect.MissingField(field.path()));
            }
        }
        columns[FIELDS.size()] = SHADOW;
        return Either.right(RowFactory.create(columns));
    }

    private static Either<Defect, Object> text(String path, JsonNode value) {
        return value.isTextual()
                ? Either.right(value.textValue())
                : Either.left(new Defect.WrongType(path, "a text", noun(value)));
    }

    private static FieldReader oneOf(List<String> words) {
        return (path, value) -> text(path, value)
                .flatMap(word -> words.contains(word)
                        ? Either.right(word)
                        : Either.left(new Defect.OutOfRange(path, "is none of " + String.join(", ", words))));
    }

    private static Either<Defect, Object> number(String path, JsonNode value) {
        if (!value.isNumber()) {
            return Either.left(new Defect.WrongType(path, "a number", noun(value)));
        }
        double number = value.doubleValue() + 0.0; // no negative zero, as everywhere
        return Double.isFinite(number)
                ? Either.right(number)
                : Either.left(new Defect.OutOfRange(path, "is not finite"));
    }

    private static Either<Defect, Object> time(String path, JsonNode value) {
        return text(path, value).flatMap(text -> instant(path, text.toString()));
    }

    private static Either<Defect, Object> instant(String path, String text) {
        try {
            Instant time = Instant.parse(text);
            Math.multiplyExact(time.getEpochSecond(), 1_000_000L); // as Spark counts it
            return time.getNano() % 1_000 == 0
                    ? Either.right(time)
                    : Either.left(new Defect.OutOfRange(path, "is finer than a microsecond"));
        } catch (DateTimeException e) {
            return Either.left(
                    new Defect.WrongType(path, "a time such as 2026-01-01T00:00:00.000001Z", "another text"));
        } catch (ArithmeticException e) {
            return Either.left(new Defect.OutOfRange(path, "is further from 1970 than a table reaches"));
        }
    }

    private static String noun(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN, NULL -> value.asText();
            case MISSING -> "empty";
            default -> value.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }
}
