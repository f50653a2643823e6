package io.vigie.adapters.spark.spi;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.domain.encoding.ByteReader;
import io.vigie.domain.encoding.ByteWriter;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table, and all that is to be known of it: its name and type, where its value comes from, how that
 * travels and becomes a row's, and what it is in JSON.
 *
 * @param <S> what a row is made of
 */
public final class Column<S> {

    /** What kind of values a column has. */
    public enum Kind {
        /** A text. */
        TEXT,
        /** A time, in microseconds since 1970. */
        TIME,
        /** A number. */
        NUMBER,
        /** A whole number. */
        WHOLE,
        /** Whether something is so. */
        FLAG,
        /** Something else, as the column's type says. */
        OTHER
    }

    /** How a row's value travels: written where the row is made, read where it is written to a table. */
    interface Packing<S> {

        /** Writes the value of a row. */
        void pack(S row, ByteWriter out);

        /** Reads it into a row's place. */
        void fill(ByteReader in, InternalRow row, int place);
    }

    private final String name;
    private final Kind kind;
    private final DataType type;
    private final Packing<S> packing;
    private final boolean required;
    private final Option<Object> elsewhere;
    private final Seq<String> words;

    private Column(
            String name,
            Kind kind,
            DataType type,
            Packing<S> packing,
            boolean required,
            Option<Object> elsewhere,
            Seq<String> words) {
        this.name = name;
        this.kind = kind;
        this.type = type;
        this.packing = packing;
        this.required = required;
        this.elsewhere = elsewhere;
        this.words = words;
    }

    private Column(String name, Kind kind, DataType type, Packing<S> packing) {
        this(name, kind, type, packing, true, Option.none(), List.empty());
    }

    /** One whose values travel in a way of their own. */
    static <S> Column<S> of(String name, DataType type, Packing<S> packing) {
        return new Column<>(name, Kind.OTHER, type, packing);
    }

    static <S> Column<S> text(String name, Function<S, @Nullable String> value) {
        return new Column<>(name, Kind.TEXT, DataTypes.StringType, new Packing<>() {
            @Override
            public void pack(S row, ByteWriter out) {
                out.writeText(value.apply(row));
            }

            @Override
            public void fill(ByteReader in, InternalRow row, int place) {
                byte[] utf8 = in.readUtf8();
                if (utf8 == null) {
                    row.setNullAt(place);
                } else {
                    row.update(place, UTF8String.fromBytes(utf8));
                }
            }
        });
    }

    static <S> Column<S> time(String name, ToLongFunction<S> microseconds) {
        return whole(name, Kind.TIME, DataTypes.TimestampType, microseconds);
    }

    static <S> Column<S> whole(String name, ToLongFunction<S> value) {
        return whole(name, Kind.WHOLE, DataTypes.LongType, value);
    }

    private static <S> Column<S> whole(String name, Kind kind, DataType type, ToLongFunction<S> value) {
        return new Column<>(name, kind, type, new Packing<>() {
            @Override
            public void pack(S row, ByteWriter out) {
                out.writeLong(value.applyAsLong(row));
            }

            @Override
            public void fill(ByteReader in, InternalRow row, int place) {
                row.setLong(place, in.readLong());
            }
        });
    }

    /** One that is null where the number is none. */
    static <S> Column<S> number(String name, ToDoubleFunction<S> value) {
        return new Column<>(name, Kind.NUMBER, DataTypes.DoubleType, new Packing<>() {
            @Override
            public void pack(S row, ByteWriter out) {
                out.writeDouble(value.applyAsDouble(row));
            }

            @Override
            public void fill(ByteReader in, InternalRow row, int place) {
                double number = in.readDouble();
                if (Double.isNaN(number)) {
                    row.setNullAt(place);
                } else {
                    row.setDouble(place, number);
                }
            }
        });
    }

    static <S> Column<S> flag(String name, Predicate<S> value) {
        return new Column<>(name, Kind.FLAG, DataTypes.BooleanType, new Packing<>() {
            @Override
            public void pack(S row, ByteWriter out) {
                out.writeByte(value.test(row) ? 1 : 0);
            }

            @Override
            public void fill(ByteReader in, InternalRow row, int place) {
                row.setBoolean(place, in.readByte() != 0);
            }
        });
    }

    /** One that all rows of a chunk have alike: it does not travel with them, whoever opens the chunk sets it. */
    static <S> Column<S> ofChunk(String name, DataType type) {
        return of(name, type, new Packing<>() {
            @Override
            public void pack(S row, ByteWriter out) {
                // The chunk has it.
            }

            @Override
            public void fill(ByteReader in, InternalRow row, int place) {
                // It is there already.
            }
        });
    }

    /** The same, and JSON may do without its field, and a table without the column until it is next written. */
    Column<S> optional() {
        return new Column<>(name, kind, type, packing, false, elsewhere, words);
    }

    /** An optional one, and JSON has no field for it: whatever goes that way has this value. */
    Column<S> elsewhere(Object value) {
        return new Column<>(name, kind, type, packing, false, Option.some(value), words);
    }

    /** The same, and its text is one of these. */
    Column<S> oneOf(Seq<String> those) {
        return new Column<>(name, kind, type, packing, required, elsewhere, those);
    }

    void pack(S row, ByteWriter out) {
        packing.pack(row, out);
    }

    void fill(ByteReader in, InternalRow row, int place) {
        packing.fill(in, row, place);
    }

    /** Its name in tables, such as {@code device_id}. */
    public String name() {
        return name;
    }

    /** Its type in tables. */
    public DataType type() {
        return type;
    }

    /** What kind of values it has. */
    public Kind kind() {
        return kind;
    }

    /** The value that it has wherever rows go as JSON, which has no field for it; none where JSON has one. */
    public Option<Object> elsewhere() {
        return elsewhere;
    }

    /** The name of its field in JSON, such as {@code deviceId}. */
    public String field() {
        return RowJson.field(name);
    }

    /** Whether JSON and tables may not be without it. */
    public boolean isRequired() {
        return required;
    }

    /** The texts that it may be; none where it may be any. */
    public Seq<String> words() {
        return words;
    }
}
