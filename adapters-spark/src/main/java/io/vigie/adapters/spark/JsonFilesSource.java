package io.vigie.adapters.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vavr.control.Option;
import io.vigie.adapters.spark.spi.MessageColumns;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.port.out.PipelineRefused;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Files of JSON lines, by Spark's own file stream: its listing, its log of the files it has seen, its globs. */
final class JsonFilesSource implements SparkSource {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern OFFSET = Pattern.compile("\\{\"logOffset\":(-1|\\d{1,18})}");

    private final SourcePlan.JsonFiles plan;

    private JsonFilesSource(SourcePlan.JsonFiles plan) {
        this.plan = plan;
    }

    static Option<SparkSource> of(SourcePlan plan) {
        return plan instanceof SourcePlan.JsonFiles files ? Option.some(new JsonFilesSource(files)) : Option.none();
    }

    @Override
    public Shape shape() {
        return Shape.LINES;
    }

    /** An entry of its log; one beyond the last would have it pass over all files until there are as many. */
    @Override
    public boolean isOffset(String json, long lastLogged) {
        Matcher offset = OFFSET.matcher(json);
        return offset.matches() && Long.parseLong(offset.group(1)) <= lastLogged;
    }

    /** A file that was read before lies where the source's files lie: a line about another place would open that. */
    @Override
    public boolean isLogged(SparkSession session, String json) {
        try {
            JsonNode entry = JSON.readTree(json);
            if (!entry.path("path").isTextual() || !entry.path("timestamp").canConvertToLong()) {
                return false;
            }
            URI own = FileSystem.get(
                            new Path(plan.path()).toUri(),
                            session.sessionState().newHadoopConf())
                    .makeQualified(new Path("/"))
                    .toUri();
            URI other = new URI(entry.path("path").textValue());
            return Objects.equals(own.getScheme(), other.getScheme())
                    && Objects.equals(own.getAuthority(), other.getAuthority());
        } catch (IOException | URISyntaxException e) {
            return false;
        }
    }

    @Override
    public String name() {
        return "files at " + plan.path();
    }

    @Override
    public Dataset<Row> open(SparkSession session) {
        mustBeThere(session);
        Dataset<Row> blocks = session.readStream()
                .format(JsonLinesFormat.class.getName())
                .schema(JsonLinesFormat.SCHEMA)
                // By default Spark passes over files a week older than the newest it has seen.
                .option("maxFileAge", "36500d")
                .options(plan.options().mapValues(SettingValue::value).toJavaMap())
                .option("maxFilesPerTrigger", plan.maxFilesPerTrigger())
                .load(plan.path());
        return messages(blocks);
    }

    @Override
    public Dataset<Row> history(SparkSession session) {
        mustBeThere(session);
        return messages(session.read()
                .format(JsonLinesFormat.class.getName())
                .schema(JsonLinesFormat.SCHEMA)
                .options(plan.options().mapValues(SettingValue::value).toJavaMap())
                .load(plan.path()));
    }

    private static Dataset<Row> messages(Dataset<Row> blocks) {
        Column[] columns = new Column[MessageColumns.SCHEMA.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = functions
                    .col("`" + JsonLinesFormat.SCHEMA.fieldNames()[i] + "`")
                    .as(MessageColumns.SCHEMA.fieldNames()[i]);
        }
        return blocks.select(columns);
    }

    private void mustBeThere(SparkSession session) {
        Path path = new Path(plan.path());
        try {
            var found =
                    path.getFileSystem(session.sessionState().newHadoopConf()).globStatus(path);
            if (found == null || (found.length == 0 && !isGlob())) {
                throw new PipelineRefused("There is no " + plan.path()
                        + " to read. Make the directory, or correct source.json.path; files may come later.");
            }
        } catch (IOException e) {
            throw new PipelineRefused("Cannot look into " + plan.path() + ": " + e.getMessage(), e);
        }
    }

    private boolean isGlob() {
        return plan.path().matches(".*[*?\\[{].*");
    }
}
