package io.vigie.adapters.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vavr.collection.Seq;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Writes rows as JSON objects: names in camel case, times in ISO-8601 with the offset {@code Z}, no field for a null. */
final class RowJson implements Serializable {

    private static final long serialVersionUID = 1;
    private static final JsonFactory JSON = new JsonFactory();

    /** A field for each column; none for those that are left out. */
    private final @Nullable String[] fields;

    RowJson(StructType columns, Seq<String> leftOut) {
        fields = new String[columns.size()];
        for (int i = 0; i < fields.length; i++) {
            StructField column = columns.fields()[i];
            fields[i] = leftOut.contains(column.name()) ? null : camelCase(column.name());
        }
    }

    private static String camelCase(String name) {
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char next = name.charAt(i);
            if (next == '_' && i + 1 < name.length()) {
                i++;
                field.append(Character.toUpperCase(name.charAt(i)));
            } else {
                field.append(next);
            }
        }
        return field.toString();
    }

    byte[] bytes(Row row) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            for (int i = 0; i < fields.length; i++) {
                String field = fields[i];
                Object value = row.get(i);
                if (field != null && value != null) {
                    json.writeFieldName(field);
                    write(json, value, row, i);
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A row cannot be written as JSON: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Object value, Row row, int column) throws IOException {
        if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Timestamp time) {
            json.writeString(DateTimeFormatter.ISO_INSTANT.format(time.toInstant()));
        } else if (value instanceof Date day) {
            json.writeString(day.toLocalDate().toString());
        } else if (value instanceof scala.collection.Map) {
            json.writeStartObject();
            for (Map.Entry<String, String> entry :
                    row.<String, String>getJavaMap(column).entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof scala.collection.Seq) {
            json.writeStartArray();
            for (String text : row.<String>getList(column)) {
                json.writeString(text);
            }
            json.writeEndArray();
        } else {
            throw new IllegalStateException("A column of " + value.getClass() + " has no place in JSON.");
        }
    }
}
