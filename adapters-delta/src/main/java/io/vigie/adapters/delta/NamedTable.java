package io.vigie.adapters.delta;

import io.delta.tables.DeltaTable;
import io.vavr.collection.HashMap;
import io.vavr.collection.Seq;
import io.vigie.application.plan.TableName;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineRefused;
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
        if (!isDelta(session)) {
            throw new PipelineRefused("There is something called " + text()
                    + " that is not a Delta table, or may not be looked at. Name another table, or have the rights to it"
                    + " given.");
        }
        return true;
    }

    private boolean isDelta(SparkSession session) {
        try {
            return "delta".equals(detail(session).getAs("format"));
        } catch (Exception e) { // of Spark's checker, which Scala does not declare
            return false;
        }
    }

    private Row detail(SparkSession session) {
        return session.sql("DESCRIBE DETAIL " + identifier()).head();
    }

    @Override
    public String location(SparkSession session) {
        return detail(session).getAs("location");
    }

    /** Schemas belong to whoever governs the catalog, so none is made. */
    @Override
    public void makePlace(SparkSession session) {
        if (isForgotten(session)) {
            throw new PipelineRefused("The name of the table " + text()
                    + " would be forgotten when this process ends: its Spark has no catalog that lasts. Write a path instead,"
                    + " or give Spark a catalog, such as a Hive metastore (spark.sql.catalogImplementation=hive).");
        }
        if (!session.catalog().databaseExists(quoted(name.schema()))) {
            throw new PipelineRefused("There is no schema " + name.schema().mkString(".") + " for the table " + text()
                    + ", or it may not be seen. Make it (CREATE SCHEMA), or correct the name.");
        }
    }

    /** Whether the catalog is the one that Delta Lake makes do with where there is no other: one in memory. */
    private boolean isForgotten(SparkSession session) {
        String catalog = name.parts().size() > 2
                ? name.parts().head()
                : session.catalog().currentCatalog();
        return catalog.equals(SESSION_CATALOG)
                && session.conf().get(CATALOG_CLASS, "").equals("org.apache.spark.sql.delta.catalog.DeltaCatalog")
                && session.conf().get("spark.sql.catalogImplementation").equals("in-memory");
    }

    /** Not by name: what names it is made first. */
    @Override
    public boolean isMadeByRows() {
        return false;
    }

    @Override
    public void make(SparkSession session, TableLayout layout) {
        try {
            session.sql(statement(layout));
        } catch (Exception e) { // of Spark's checker, which Scala does not declare
            if (!exists(session)) {
                throw new PipelineFailed("Cannot make the table " + text() + ": " + e.getMessage(), e);
            } // somebody else has just made it
        }
    }

    /** In SQL, for Delta's builder knows the session's own catalog alone. */
    private String statement(TableLayout layout) {
        return "CREATE TABLE IF NOT EXISTS " + identifier() + " ("
                + layout.columns().toDDL() + ") USING delta"
                + layout.partition()
                        .map(column -> " PARTITIONED BY (" + column + ")")
                        .getOrElse("")
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
