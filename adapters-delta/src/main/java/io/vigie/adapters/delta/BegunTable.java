package io.vigie.adapters.delta;

import io.vavr.collection.Stream;
import io.vavr.control.Option;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * The place of a table by name, with what a process that was killed there, or a machine that went off, has left of its
 * making. Delta commits to the log first and tells the catalog then.
 *
 * @param path where
 */
record BegunTable(String path) {

    private static final String LOCATION = "Location: ";

    /** Where the session's own catalog puts a table that it is not told the place of, if it says so. */
    static Option<BegunTable> usual(SparkSession session, String schema, String table) {
        boolean isAsWritten = session.conf().get("spark.sql.caseSensitive").equals("true");
        try {
            Path place =
                    new Path(URI.create(session.catalog().getDatabase(schema).locationUri()));
            return Option.some(
                    new BegunTable(new Path(place, isAsWritten ? table : table.toLowerCase(Locale.ROOT)).toString()));
        } catch (Exception e) { // of Spark's checker, which Scala does not declare
            return Option.none();
        }
    }

    /** Where the session's own catalog has a Delta table of this name; others do not say so. */
    static Option<BegunTable> known(SparkSession session, String schema, String table) {
        try {
            Stream<String> told = Stream.of(session.sql("SHOW TABLE EXTENDED IN " + schema + " LIKE " + literal(table))
                    .head()
                    .<String>getAs("information")
                    .split("\n"));
            return told.contains("Provider: delta")
                    ? told.find(line -> line.startsWith(LOCATION))
                            .map(line -> new BegunTable(line.substring(LOCATION.length())))
                    : Option.none();
        } catch (Exception e) { // of Spark's checker, which Scala does not declare
            return Option.none();
        }
    }

    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** As a statement that makes a table says it. */
    String clause() {
        return " LOCATION " + literal(path);
    }

    /** Whether there is anything. */
    boolean isThere(SparkSession session) throws IOException {
        Path place = new Path(path);
        return place.getFileSystem(session.sessionState().newHadoopConf()).exists(place);
    }

    /** Whether there is no more than the beginning of a log. */
    boolean isWithoutCommit(SparkSession session) {
        try {
            return FirstCommit.isAlone(session, path) && FirstCommit.isMissing(session, path);
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether there is no more than that, or than the table, empty, as it was first committed. */
    boolean isNoMore(SparkSession session, TableLayout layout) throws IOException {
        return FirstCommit.isAlone(session, path)
                && (FirstCommit.isMissing(session, path) || isAsCommitted(session, layout));
    }

    private boolean isAsCommitted(SparkSession session, TableLayout layout) {
        TableAtPath table = new TableAtPath(path);
        return table.read(session).schema().toDDL().equals(layout.columns().toDDL())
                && table.history(session).count() == 1
                && table.detail(session).<Long>getAs("numFiles") == 0;
    }

    /** Has the log begin, unless it does. */
    void finish(SparkSession session, TableLayout layout) throws IOException {
        TableAtPath table = new TableAtPath(path);
        if (!table.exists(session)) {
            table.makePlace(session, layout);
            table.make(session, layout);
        }
    }
}
