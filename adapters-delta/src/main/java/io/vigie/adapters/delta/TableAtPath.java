package io.vigie.adapters.delta;

import io.delta.exceptions.DeltaConcurrentModificationException;
import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.Path;
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

    @Override
    public String identifier() {
        return "delta.`" + text.replace("`", "``") + "`";
    }

    /** Delta remembers that there was none; what another process has written meanwhile is to count. */
    @Override
    public boolean exists(SparkSession session) {
        if (FirstCommit.isMissing(session, text)) {
            return false;
        }
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
    public void makePlace(SparkSession session, TableLayout layout) throws IOException {
        Path place = new Path(text);
        if (!place.getFileSystem(session.sessionState().newHadoopConf()).mkdirs(place)) {
            throw new IOException("no directory can be made there");
        }
        FirstCommit.clear(session, text);
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
                DeltaConcurrentModificationException.class::isInstance,
                Attempts.pauses("Stopped before the table " + text + " was made."),
                () -> {
                    makeUnlessThere(session, table, layout);
                    return true;
                });
    }

    private void makeUnlessThere(SparkSession session, DeltaTableBuilder table, TableLayout layout) {
        try {
            table.execute();
        } catch (DeltaConcurrentModificationException e) {
            throw e;
        } catch (Exception e) { // of Spark's checker, which Scala does not declare
            if (!exists(session)) { // nobody else has just made it
                finish(session, layout);
            }
        }
    }

    /**
     * Makes it where Delta finds the place taken, since somebody has begun to make a table there: a process that was
     * killed, or one that is at it. Whoever commits first has made it.
     */
    private void finish(SparkSession session, TableLayout layout) {
        DataFrameWriter<Row> nothing = session.createDataFrame(List.of(), layout.columns())
                .write()
                .format("delta")
                .mode("append")
                .options(layout.properties());
        save(layout.partition().fold(() -> nothing, nothing::partitionBy));
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
