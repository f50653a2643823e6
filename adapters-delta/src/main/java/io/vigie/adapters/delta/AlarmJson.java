package io.vigie.adapters.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vigie.adapters.spark.spi.AlarmTable;
import io.vigie.adapters.spark.spi.Column;
import io.vigie.domain.reading.Defect;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * A transition of an alarm as Kafka carries it: a JSON object with the columns of the {@link AlarmTable} in camelCase,
 * which says what may be missing. Fields that it does not know are passed over.
 */
final class AlarmJson {

    private static final ObjectReader READER = new ObjectMapper()
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private static final List<? extends Column<?>> COLUMNS =
            AlarmTable.COLUMNS.stream().toList();

    private AlarmJson() {}

    /** The row of the {@link AlarmTable} that a record's value says, or why it says none. */
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
        Object[] row = new Object[COLUMNS.size()];
        for (int place = 0; place < row.length; place++) {
            Column<?> column = COLUMNS.get(place);
            JsonNode value = record.path(column.field());
            if (column.elsewhere().isDefined()) {
                row[place] = column.elsewhere().get();
            } else if (!value.isMissingNode() && !value.isNull()) {
                Either<Defect, Object> read = read(column, value);
                if (read.isLeft()) {
                    return Either.left(read.getLeft());
                }
                row[place] = read.get();
            } else if (column.isRequired()) {
                return Either.left(new Defect.MissingField(path(column)));
            }
        }
        return Either.right(RowFactory.create(row));
    }

    private static String path(Column<?> column) {
        return "/" + column.field();
    }

    /** What a field's value is as a column, or what is wrong with it. */
    private static Either<Defect, Object> read(Column<?> column, JsonNode value) {
        String path = path(column);
        return switch (column.kind()) {
            case TEXT -> text(path, value).flatMap(text -> oneOf(column.words(), path, text.toString()));
            case TIME -> time(path, value);
            case NUMBER -> number(path, value);
            case WHOLE, FLAG, OTHER ->
                throw new IllegalStateException("It is not said how " + column.field() + " is read from JSON.");
        };
    }

    private static Either<Defect, Object> text(String path, JsonNode value) {
        return value.isTextual()
                ? Either.right(value.textValue())
                : Either.left(new Defect.WrongType(path, "a text", noun(value)));
    }

    private static Either<Defect, Object> oneOf(Seq<String> words, String path, String text) {
        return words.isEmpty() || words.contains(text)
                ? Either.right(text)
                : Either.left(new Defect.OutOfRange(path, "is none of " + words.mkString(", ")));
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
