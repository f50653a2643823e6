package io.vigie.adapters.delta;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.NamespaceChange;
import org.apache.spark.sql.connector.catalog.SupportsNamespaces;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.delta.catalog.DeltaTableV2;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import scala.Option;
import scala.collection.immutable.Map$;

/**
 * A catalog whose schemas are directories and whose tables are Delta tables in them, as a catalog of Databricks is to
 * those who use it: it outlives the session, and only it knows where tables lie.
 */
@SuppressWarnings("deprecation") // the method that makes tables is, and must be there all the same
public final class DirectoryCatalog implements TableCatalog, SupportsNamespaces {

    private String name = "";
    private Path root = Path.of("");

    /** Gives a session the catalog of this directory under this name. */
    static void register(SparkSession session, String name, Path root) {
        session.conf().set("spark.sql.catalog." + name, DirectoryCatalog.class.getName());
        session.conf().set("spark.sql.catalog." + name + ".root", root.toString());
    }

    @Override
    public void initialize(String given, CaseInsensitiveStringMap options) {
        name = given;
        root = Path.of(options.get("root"));
    }

    @Override
    public String name() {
        return name;
    }

    private Path place(String... names) {
        return root.resolve(String.join("/", names));
    }

    private Path place(Identifier table) {
        return place(table.namespace()).resolve(table.name());
    }

    @Override
    public Identifier[] listTables(String[] namespace) {
        return Arrays.stream(names(place(namespace)))
                .map(table -> Identifier.of(namespace, table))
                .toArray(Identifier[]::new);
    }

    @Override
    public Table loadTable(Identifier table) throws NoSuchTableException {
        if (!Files.isDirectory(place(table).resolve("_delta_log"))) {
            throw new NoSuchTableException(table);
        }
        return new DeltaTableV2(
                SparkSession.active(),
                new org.apache.hadoop.fs.Path(place(table).toString()),
                Option.empty(),
                Option.apply(name + "." + table),
                Option.empty(),
                Map$.MODULE$.empty());
    }

    @Override
    public Table createTable(
            Identifier table, StructType schema, Transform[] partitions, Map<String, String> properties) {
        DataFrameWriter<Row> writer = SparkSession.active()
                .createDataFrame(List.of(), schema)
                .write()
                .format("delta")
                .partitionBy(Arrays.stream(partitions)
                        .map(partition -> partition.references()[0].fieldNames()[0])
                        .toArray(String[]::new));
        properties.forEach((key, value) -> {
            if (key.startsWith("delta.")) {
                writer.option(key, value);
            }
        });
        writer.save(place(table).toString());
        try {
            return loadTable(table);
        } catch (NoSuchTableException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Table alterTable(Identifier table, TableChange... changes) throws NoSuchTableException {
        for (TableChange change : changes) {
            TableChange.AddColumn column = (TableChange.AddColumn) change;
            StructType added =
                    new StructType().add(new StructField(column.fieldNames()[0], column.dataType(), true, null));
            SparkSession.active()
                    .sql("ALTER TABLE delta.`" + place(table) + "` ADD COLUMNS (" + column.fieldNames()[0] + " "
                            + added.apply(0).dataType().sql() + ")");
        }
        return loadTable(table);
    }

    @Override
    public boolean dropTable(Identifier table) {
        try (Stream<Path> all = Files.walk(place(table))) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void renameTable(Identifier from, Identifier to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String[][] listNamespaces() {
        return Arrays.stream(names(root)).map(schema -> new String[] {schema}).toArray(String[][]::new);
    }

    @Override
    public String[][] listNamespaces(String[] namespace) {
        return namespace.length == 0 ? listNamespaces() : new String[0][];
    }

    @Override
    public Map<String, String> loadNamespaceMetadata(String[] namespace) throws NoSuchNamespaceException {
        if (!Files.isDirectory(place(namespace))) {
            throw new NoSuchNamespaceException(namespace);
        }
        return Map.of();
    }

    @Override
    public void createNamespace(String[] namespace, Map<String, String> metadata) {
        try {
            Files.createDirectories(place(namespace));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void alterNamespace(String[] namespace, NamespaceChange... changes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean dropNamespace(String[] namespace, boolean cascade) {
        throw new UnsupportedOperationException();
    }

    private static String[] names(Path directory) {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(each -> each.getFileName().toString()).sorted().toArray(String[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
