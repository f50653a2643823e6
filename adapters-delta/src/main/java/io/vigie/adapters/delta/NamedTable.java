package io.vigie.adapters.delta;

import io.delta.exceptions.DeltaConcurrentModificationException;
import io.delta.tables.DeltaTable;
import io.vavr.collection.HashMap;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.plan.TableName;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineRefused;
import java.io.IOException;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamReader;

/**
 * A table that is found by its name, in a catalog of the session. Where it lies is the catalog's business.
 *
 * @param name its name
 */
record NamedTable(TableName name) implements TableReference {

    private static final String SESSION_CATALOG = "spark_catalog";
    private static final String CATALOG_CLASS = "spark.sql.catalog." + SESSION_CATALOG;

    @Override
    public String text() {
        return name.toString();
    }

    @Override
    public String identifier() {
        return quoted(name.parts());
    }

    private static String quoted(Seq<String> parts) {
        return parts.map(part -> "`" + part.replace("`", "``") + "`").mkString(".");
    }

    @Override
    public boolean exists(SparkSession session) {
        if (!session.catalog().tableExists(identifier())) {
            return false;
        }
        if (isDelta(session)) {
            return true;
        }
        if (begun(session).isDefined()) {
            return false;
        }
        throw new PipelineRefused("There is something called " + text()
                + " that is not a Delta table, or may not be looked at. Name another table, or have the rights to it"
                + " given.");
    }

    /** What a catalog that knows the table has of it, where that is no more than a beginning. */
    private Option<BegunTable> begun(SparkSession session) {
        return BegunTable.known(session, quoted(name.schema()), name.parts().last())
                .filter(known -> known.isWithoutCommit(session));
    }

    /** Where a table of this name would lie. */
    private Option<BegunTable> place(SparkSession session) {
        return catalog(session).equals(SESSION_CATALOG)
                ? BegunTable.usual(session, quoted(name.schema()), name.parts().last())
                : Option.none();
    }

    private boolean isDelta(SparkSession session) {
        try {
            return "delta".equals(detail(session).getAs("format"));
        } catch (Exception e) { // of Spark's checker, which Scala does not declare
            return false;
        }
    }

    @Override
    public String location(SparkSession session) {
        return detail(session).getAs("location");
    }

    /** Schemas belong to whoever governs the catalog, so none is made. */
    @Override
    public void makePlace(SparkSession session, TableLayout layout) throws IOException {
        if (isForgotten(session)) {
            throw new PipelineRefused("The name of the table " + text()
                    + " would be forgotten when this process ends: its Spark has no catalog that lasts. Write a path instead,"
                    + " or give Spark a catalog, such as a Hive metastore (spark.sql.catalogImplementation=hive).");
        }
        if (!session.catalog().databaseExists(quoted(name.schema()))) {
            throw new PipelineRefused("There is no schema " + name.schema().mkString(".") + " for the table " + text()
                    + ", or it may not be seen. Make it (CREATE SCHEMA), or correct the name.");
        }
        for (BegunTable place : place(session)) {
            if (begun(session).isEmpty() && !place.isNoMore(session, layout)) {
                throw new PipelineRefused("Cannot make the table " + text() + " for "
                        + layout.output().word() + ": the catalog knows no table of this name, but its place "
                        + place.path()
                        + " is not empty. Nothing there was touched. Move away what lies there, or name another"
                        + " table; or, if that is the table, have the catalog know it: CREATE TABLE " + text()
                        + " USING delta" + place.clause());
            }
        }
    }

    /** Whether the catalog is the one that Delta Lake makes do with where there is no other: one in memory. */
    private boolean isForgotten(SparkSession session) {
        return catalog(session).equals(SESSION_CATALOG)
                && session.conf().get(CATALOG_CLASS, "").equals("org.apache.spark.sql.delta.catalog.DeltaCatalog")
                && session.conf().get("spark.sql.catalogImplementation").equals("in-memory");
    }

    private String catalog(SparkSession session) {
        return name.parts().size() > 2 ? name.parts().head() : session.catalog().currentCatalog();
    }

    /** Not by name: what names it is made first. */
    @Override
    public boolean isMadeByRows() {
        return false;
    }

    @Override
    public void make(SparkSession session, TableLayout layout) {
        Attempts.again(
                DeltaConcurrentModificationException.class::isInstance,
                Attempts.pauses("Stopped before the table " + text() + " was made."),
                () -> {
                    makeUnlessThere(session, layout);
                    return true;
                });
    }

    private void makeUnlessThere(SparkSession session, TableLayout layout) {
        try {
            session.sql(statement(layout, finished(session, layout)));
        } catch (DeltaConcurrentModificationException e) {
            throw e;
        } catch (Exception e) { // of Spark's checker, which Scala does not declare
            if (!exists(session)) {
                throw new PipelineFailed("Cannot make the table " + text() + ": " + e.getMessage(), e);
            } // somebody else has just made it
        }
    }

    /** Finishes what somebody began who was killed, and says where that is: Delta makes none where anything lies. */
    private String finished(SparkSession session, TableLayout layout) throws IOException {
        for (BegunTable begun : begun(session).orElse(() -> place(session))) {
            if (begun.isThere(session) && begun.isNoMore(session, layout)) {
                begun.finish(session, layout);
                return begun.clause();
            }
        }
        return "";
    }

    /** In SQL, for Delta's builder knows the session's own catalog alone. */
    private String statement(TableLayout layout, String location) {
        return "CREATE TABLE IF NOT EXISTS " + identifier() + " ("
                + layout.columns().toDDL() + ") USING delta"
                + layout.partition()
                        .map(column -> " PARTITIONED BY (" + column + ")")
                        .getOrElse("")
                + location
                + " TBLPROPERTIES ("
                + HashMap.ofAll(layout.properties())
                        .map(property -> "'" + property._1 + "' = '" + property._2 + "'")
                        .mkString(", ")
                + ")";
    }

    @Override
    public Dataset<Row> read(SparkSession session) {
        return session.table(identifier());
    }

    @Override
    public Dataset<Row> stream(DataStreamReader reader) {
        return reader.table(identifier());
    }

    @Override
    public void save(DataFrameWriter<Row> writer) {
        writer.saveAsTable(identifier());
    }

    @Override
    public DeltaTable forMerge(SparkSession session) {
        return DeltaTable.forName(session, identifier());
    }
}
