package io.vigie.adapters.spark.spi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vigie.application.explanation.TimeText;
import io.vigie.application.plan.Output;
import io.vigie.domain.reading.Microseconds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Writes rows as JSON objects: names in camel case, times in ISO-8601 with the offset {@code Z}, no field for a null. */
public final class RowJson implements Serializable {

    private static final long serialVersionUID = 1;
    private static final JsonFactory JSON = new JsonFactory();

    /** A field for each column; none for those that are left out. */
    private final @Nullable SerializedString[] fields;

    private final DataType[] types;

    /** Of an output's rows, which have these columns; those that are in tables alone are left out. */
    public static RowJson of(Output output, StructType columns) {
        return new RowJson(
                columns,
                output == Output.ALARMS
                        ? List.ofAll(AlarmTable.COLUMNS.stream())
                                .filter(column -> column.elsewhere().isDefined())
                                .map(Column::name)
                        : List.empty());
    }

    private RowJson(StructType columns, Seq<String> leftOut) {
        fields = new SerializedString[columns.size()];
        types = new DataType[fields.length];
        for (int i = 0; i < fields.length; i++) {
            StructField column = columns.fields()[i];
            fields[i] = leftOut.contains(column.name()) ? null : new SerializedString(field(column.name()));
            types[i] = column.dataType();
        }
    }

    /** The field of a column: {@code deviceId} of {@code device_id}. */
    static String field(String name) {
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

    /** A row as JSON, in UTF-8. */
    public byte[] bytes(InternalRow row) {
        return bytes(row, Integer.MAX_VALUE);
    }

    /** The same with each text cut off that has more bytes than this. */
    byte[] bytes(InternalRow row, int longestText) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            for (int i = 0; i < fields.length; i++) {
                SerializedString field = fields[i];
                if (field != null && !row.isNullAt(i)) {
                    json.writeFieldName(field);
                    write(json, row, i, longestText);
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A row cannot be written as JSON: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    private void write(JsonGenerator json, InternalRow row, int column, int longestText) throws IOException {
        DataType type = types[column];
        if (type.equals(DataTypes.StringType)) {
            write(json, row.getUTF8String(column), longestText);
        } else if (type.equals(DataTypes.DoubleType)) {
            json.writeNumber(row.getDouble(column));
        } else if (type.equals(DataTypes.LongType)) {
            json.writeNumber(row.getLong(column));
        } else if (type.equals(DataTypes.IntegerType)) {
            json.writeNumber(row.getInt(column));
        } else if (type.equals(DataTypes.BooleanType)) {
            json.writeBoolean(row.getBoolean(column));
        } else if (type.equals(DataTypes.TimestampType)) {
            json.writeString(TimeText.of(Microseconds.instant(row.getLong(column))));
        } else if (type.equals(DataTypes.DateType)) {
            json.writeString(LocalDate.ofEpochDay(row.getInt(column)).toString());
        } else if (type instanceof MapType) {
            write(json, row.getMap(column), longestText);
        } else if (type instanceof ArrayType) {
            write(json, row.getArray(column), longestText);
        } else {
            throw new IllegalStateException("A column of " + type.simpleString() + " has no place in JSON.");
        }
    }

    private static void write(JsonGenerator json, UTF8String text, int longestText) throws IOException {
        byte[] utf8 = text.getBytes();
        json.writeUTF8String(utf8, 0, CutText.length(utf8, longestText));
    }

    private static void write(JsonGenerator json, MapData texts, int longestText) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < texts.numElements(); i++) {
            json.writeFieldName(texts.keyArray().getUTF8String(i).toString());
            if (texts.valueArray().isNullAt(i)) {
                json.writeNull();
            } else {
                write(json, texts.valueArray().getUTF8String(i), longestText);
            }
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, ArrayData texts, int longestText) throws IOException {
        json.writeStartArray();
        for (int i = 0; i < texts.numElements(); i++) {
            write(json, texts.getUTF8String(i), longestText);
        }
        json.writeEndArray();
    }
}
