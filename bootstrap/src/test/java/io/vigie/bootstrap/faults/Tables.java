package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.adapters.spark.testing.TestSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Looks into Delta tables. */
final class Tables {

    private static final int SHOWN = 3;

    private Tables() {}

    static Dataset<Row> read(Path table) {
        return TestSession.get().read().format("delta").load(table.toString());
    }

    /** All records of a topic, as Spark's own Kafka source has them, with their headers. */
    static Dataset<Row> topic(String servers, String topic) {
        return TestSession.get()
                .read()
                .format("kafka")
                .option("kafka.bootstrap.servers", servers)
                .option("subscribe", topic)
                .option("includeHeaders", "true")
                .load();
    }

    /** All rows, each as JSON. */
    static List<String> rows(Dataset<Row> table) {
        return table.selectExpr("to_json(struct(*))").as(Encoders.STRING()).collectAsList();
    }

    /** The tables of a pipeline hold the same rows as those of another, each as often. */
    static void assertSame(Pipeline pipeline, Pipeline undisturbed) {
        for (String table : List.of("readings", "alarms", "windows", "rejected")) {
            List<String> expected = rows(read(undisturbed.out().resolve(table)));
            assertThat(expected).as("%s without disturbance", table).isNotEmpty();
            assertSame(table, rows(read(pipeline.out().resolve(table))), expected);
        }
        assertNothingTwice(pipeline);
    }

    /** The same rows, each as often. */
    static void assertSame(String table, List<String> found, List<String> expected) {
        Map<String, Integer> balance = new HashMap<>();
        expected.forEach(row -> balance.merge(row, 1, Integer::sum));
        found.forEach(row -> balance.merge(row, -1, Integer::sum));
        List<String> missing = new ArrayList<>();
        List<String> added = new ArrayList<>();
        balance.forEach((row, count) -> {
            if (count != 0) {
                (count > 0 ? missing : added).add(row);
            }
        });
        assertThat(missing.size() + added.size())
                .as(
                        "rows of %s that are lost: %d, such as %s; and there twice or not to be there: %d, such as %s",
                        table,
                        missing.size(),
                        missing.stream().sorted().limit(SHOWN).toList(),
                        added.size(),
                        added.stream().sorted().limit(SHOWN).toList())
                .isZero();
    }

    /** No reading is in the table twice. */
    static void assertNothingTwice(Pipeline pipeline) {
        assertThat(rows(read(pipeline.out().resolve("readings"))
                        .groupBy("source", "partition", "offset", "metric")
                        .count()
                        .where("count > 1")))
                .as("readings that are there twice")
                .isEmpty();
    }
}
