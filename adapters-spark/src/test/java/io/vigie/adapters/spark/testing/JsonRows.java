package io.vigie.adapters.spark.testing;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.application.plan.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import scala.collection.JavaConverters;

/** Reads rows out of the JSON objects that sinks of messages make of them. */
public final class JsonRows {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> TEXT_BY_NAME = new TypeReference<>() {};
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private JsonRows() {}

    /** A row in the columns of an output; what is not in the object is null. */
    public static Row row(Output output, byte[] object) {
        JsonNode json;
        try {
            json = JSON.readTree(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return RowFactory.create(Arrays.stream(Tables.of(output).fields())
                .map(field -> value(field, json.get(camelCase(field.name()))))
                .toArray());
    }

    private static Object value(StructField field, JsonNode json) {
        if (json == null) {
            return null;
        }
        DataType type = field.dataType();
        if (type.equals(DataTypes.DoubleType)) {
            return json.doubleValue();
        }
        if (type.equals(DataTypes.LongType)) {
            return json.longValue();
        }
        if (type.equals(DataTypes.IntegerType)) {
            return json.intValue();
        }
        if (type.equals(DataTypes.BooleanType)) {
            return json.booleanValue();
        }
        if (type.equals(DataTypes.TimestampType)) {
            return Timestamp.from(Instant.parse(json.textValue()));
        }
        if (type.equals(DataTypes.DateType)) {
            return Date.valueOf(json.textValue());
        }
        if (json.isObject()) {
            return JavaConverters.mapAsScalaMap(JSON.convertValue(json, TEXT_BY_NAME));
        }
        return json.isArray()
                ? JavaConverters.asScalaBuffer(JSON.convertValue(json, TEXTS)).toSeq()
                : json.textValue();
    }

    private static String camelCase(String column) {
        StringBuilder name = new StringBuilder();
        for (String word : column.split("_", -1)) {
            name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }
}
