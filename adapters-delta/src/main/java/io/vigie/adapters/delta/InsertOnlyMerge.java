package io.vigie.adapters.delta;

import io.vigie.adapters.spark.spi.ProlepticTimes;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.application.plan.Output;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.domain.reading.Microseconds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Rows that a table takes once each, however often they come: those that it holds already are passed over, and nothing
 * in it is ever changed.
 *
 * @param table where they go; it is made where there is none
 * @param output what it holds
 * @param identity the columns that tell one row from another
 * @param time the column by which files are left unread that can hold none of the rows, where the rows have it
 */
record InsertOnlyMerge(TableReference table, Output output, List<String> identity, String time) {

    private static final String HELD = "held";
    private static final String BATCH = "come";

    /**
     * Makes the table where there is none.
     *
     * @throws PipelineRefused when the session is not set up for Delta, or the table does not fit
     */
    void prepare(SparkSession session) {
        DeltaSession.mustBeReady(session);
        if (table.exists(session)) {
            new GrowingTable(table, output, Tables.of(output)).fit(session);
        } else {
            table.make(session, new TableLayout(output, Tables.of(output)));
        }
    }

    /**
     * Adds those of the rows that the table does not hold. They are read more than once: keep them ready.
     *
     * @throws PipelineFailed when other writers came in between too often
     */
    void add(Dataset<Row> rows) {
        Row extent = rows.agg(
                        functions.count(functions.lit(1)),
                        functions.unix_micros(functions.min(time)),
                        functions.unix_micros(functions.max(time)))
                .head();
        if (extent.getLong(0) == 0) {
            return;
        }
        Column sameRow = extent.isNullAt(1)
                ? sameIdentity()
                : sameIdentity().and(held(time).between(literal(extent.getLong(1)), literal(extent.getLong(2))));
        Dataset<Row> distinct =
                rows.dropDuplicates(identity.toArray(String[]::new)).as(BATCH);
        SparkSession own = rows.sparkSession().cloneSession();
        own.conf().set("spark.sql.session.timeZone", "UTC");
        ProlepticTimes.in(own);
        Attempts.write(
                table.text(),
                () -> table.forMerge(own)
                        .as(HELD)
                        .merge(distinct, sameRow)
                        .whenNotMatched()
                        .insert(columns())
                        .execute());
    }

    private Column sameIdentity() {
        return identity.stream()
                .map(name -> held(name).eqNullSafe(come(name)))
                .reduce(Column::and)
                .orElseThrow();
    }

    /** Those of the output by name: the table may have columns of its own. */
    private Map<String, Column> columns() {
        Map<String, Column> columns = new LinkedHashMap<>();
        Stream.of(Tables.of(output).fieldNames()).forEach(name -> columns.put(name, come(name)));
        return columns;
    }

    private static Column held(String name) {
        return functions.col(HELD + "." + name);
    }

    private static Column come(String name) {
        return functions.col(BATCH + "." + name);
    }

    /** A literal, since Delta skips files by nothing less plain. */
    private static Column literal(long microseconds) {
        return functions.lit(Microseconds.instant(microseconds));
    }
}
