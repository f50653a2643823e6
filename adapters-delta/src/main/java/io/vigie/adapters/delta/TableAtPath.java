package io.vigie.adapters.delta;

import io.delta.exceptions.DeltaConcurrentModificationException;
import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamReader;

/**
 * A table that is found by where it lies.
 *
 * @param text its path
 */
record TableAtPath(String text) implements TableReference {

    private static final String PLACE_TAKEN = "DELTA_CREATE_TABLE_WITH_NON_EMPTY_LOCATION";

    @Override
    public String identifier() {
        return "delta.`" + text.replace("`", "``") + "`";
    }

    /** Delta remembers that there was none; what another process has written meanwhile is to count. */
    @Override
    public boolean exists(SparkSession session) {
        if (TransactionLog.canBeRead()) {
            TransactionLog.of(session, text);
        }
        return DeltaTable.isDeltaTable(session, text);
    }

    @Override
    public String location(SparkSession session) {
        return text;
    }

    /** A place that cannot be written is better known before the first batch than after it. */
    @Override
    public void makePlace(SparkSession session) throws IOException {
        Path place = new Path(text);
        if (!place.getFileSystem(session.sessionState().newHadoopConf()).mkdirs(place)) {
            throw new IOException("no directory can be made there");
        }
    }

    @Override
    public boolean isMadeByRows() {
        return true;
    }

    @Override
    public void make(SparkSession session, TableLayout layout) {
        DeltaTableBuilder table =
                DeltaTable.createIfNotExists(session).location(text).addColumns(layout.columns());
        layout.properties().forEach(table::property);
        layout.partition().forEach(table::partitionedBy);
        Attempts.again(
                TableAtPath::isBeingMade, Attempts.pauses("Stopped before the table " + text + " was made."), () -> {
                    makeUnlessThere(session, table);
                    return true;
                });
    }

    private void makeUnlessThere(SparkSession session, DeltaTableBuilder table) {
        try {
            table.execute();
        } catch (Exception e) { // of Spark's checker, which Scala does not declare
            if (!exists(session)) { // nobody else has just made it
                throw e;
            }
        }
    }

    /** Where somebody else has begun to make a table, Delta finds the place taken before there is one. */
    private static boolean isBeingMade(Exception failure) {
        return failure instanceof DeltaConcurrentModificationException
                || (failure instanceof SparkThrowable told && PLACE_TAKEN.equals(told.getErrorClass()));
    }

    @Override
    public Dataset<Row> read(SparkSession session) {
        return session.read().format("delta").load(text);
    }

    @Override
    public Dataset<Row> stream(DataStreamReader reader) {
        return reader.load(text);
    }

    @Override
    public void save(DataFrameWriter<Row> writer) {
        writer.save(text);
    }

    @Override
    public DeltaTable forMerge(SparkSession session) {
        return DeltaTable.forPath(session, text);
    }
}
