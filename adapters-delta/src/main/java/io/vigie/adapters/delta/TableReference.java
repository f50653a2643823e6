package io.vigie.adapters.delta;

import io.delta.tables.DeltaTable;
import io.vigie.application.plan.TableAddress;
import java.io.IOException;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamReader;

/** A Delta table that may be there or not, and how Spark is told of it. */
interface TableReference {

    /** That of an address. */
    static TableReference of(TableAddress address) {
        return address.interpret(new TableAddress.Algebra<>() {
            @Override
            public TableReference at(TableAddress.Path path) {
                return new TableAtPath(path.text());
            }

            @Override
            public TableReference named(TableAddress.Name name) {
                return new NamedTable(name.name());
            }
        });
    }

    /** What people call it. */
    String text();

    /** What SQL calls it. */
    String identifier();

    /**
     * Whether there is one.
     *
     * @throws io.vigie.application.port.out.PipelineRefused when something else has its place
     */
    boolean exists(SparkSession session);

    /** The path that its log lies below. */
    String location(SparkSession session);

    /**
     * Finds out whether a table can be made there.
     *
     * @throws io.vigie.application.port.out.PipelineRefused when it cannot
     * @throws IOException when its place cannot be reached
     */
    void makePlace(SparkSession session, TableLayout layout) throws IOException;

    /** Whether the first rows may make it, in their own commit. */
    boolean isMadeByRows();

    /** Makes it, empty, unless it is there. */
    void make(SparkSession session, TableLayout layout);

    /** All its rows. */
    Dataset<Row> read(SparkSession session);

    /** Its rows as a stream, in the order of its commits. */
    Dataset<Row> stream(DataStreamReader reader);

    /** Writes rows into it. */
    void save(DataFrameWriter<Row> writer);

    /** The commits that made it, the last first. */
    default Dataset<Row> history(SparkSession session) {
        return session.sql("DESCRIBE HISTORY " + identifier());
    }

    /** What Delta says of it. */
    default Row detail(SparkSession session) {
        return session.sql("DESCRIBE DETAIL " + identifier()).head();
    }

    /** Something that rows may be merged into. */
    DeltaTable forMerge(SparkSession session);
}
