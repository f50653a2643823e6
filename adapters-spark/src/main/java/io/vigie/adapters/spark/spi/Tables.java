package io.vigie.adapters.spark.spi;

import io.vigie.application.plan.Output;
import io.vigie.domain.window.WindowBook;
import org.apache.spark.sql.types.StructType;

/** The columns of each output, in their order. Times are in UTC, to the microsecond. */
public final class Tables {

    /** Of {@link ReadingTable}. */
    public static final StructType READINGS = ReadingTable.COLUMNS;

    /** Of {@link AlarmTable}. */
    public static final StructType ALARMS = AlarmTable.COLUMNS.schema();

    /** Of {@link WindowTable}: the columns that all windows have. */
    public static final StructType WINDOWS = WindowTable.COLUMNS.schema();

    /** Of {@link ViolationTable}. */
    public static final StructType VIOLATIONS = ViolationTable.COLUMNS.schema();

    /** Of {@link RejectedTable}. */
    public static final StructType REJECTED = RejectedTable.COLUMNS;

    /** The same as they came: the payload is none where the message had no value, and key and headers are there. */
    public static final StructType DEAD_LETTERS = RejectedTable.DEAD_LETTERS.schema();

    private Tables() {}

    /**
     * Whether a table may be without a column, as one that a version before made is: it gets it when a pipeline next
     * writes it, and who reads it takes it for empty.
     */
    public static boolean isOptional(Output output, String column) {
        return switch (output) {
            case READINGS -> ReadingTable.isOptional(column);
            case ALARMS -> AlarmTable.COLUMNS.isOptional(column);
            case WINDOWS -> !WindowTable.COLUMNS.has(column);
            case VIOLATIONS -> ViolationTable.COLUMNS.isOptional(column);
            case REJECTED -> RejectedTable.DEAD_LETTERS.isOptional(column);
        };
    }

    /** The columns of an output, of windows those that all of them have. */
    public static StructType of(Output output) {
        return of(output, WindowBook.EMPTY);
    }

    /** The columns of an output of a pipeline that has these windows: for each aggregate that one asks for, one more. */
    public static StructType of(Output output, WindowBook windows) {
        return switch (output) {
            case READINGS -> READINGS;
            case ALARMS -> ALARMS;
            case WINDOWS -> WindowTable.columns(windows).schema();
            case VIOLATIONS -> VIOLATIONS;
            case REJECTED -> REJECTED;
        };
    }
}
