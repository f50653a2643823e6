package io.vigie.adapters.delta;

import io.delta.exceptions.DeltaConcurrentModificationException;
import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import java.io.IOException;
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

    @Override
    public boolean exists(SparkSession session) {
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
        try {
            table.execute();
        } catch (DeltaConcurrentModificationException e) {
            lookAgain(session);
            if (!exists(session)) {
                throw e;
            } // somebody else has just made it
        }
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
