package io.vigie.bootstrap.configuration.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.port.out.LoadRules;
import io.vigie.bootstrap.configuration.yaml.Environment;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditedRulesTest {

    private static final String RULES = """
            rules:
              - id: hot
                metric: temperature
                raise: [ { severity: major, when: "value > %d" } ]
            """;

    @TempDir
    private Path directory;

    private Path pipeline;
    private LoadRules rules;
    private Duration time = Duration.ZERO;

    @BeforeEach
    void writePipeline() throws IOException {
        Files.writeString(directory.resolve("rules.yaml"), RULES.formatted(80));
        pipeline = writePipeline("rules.yaml");
        start();
    }

    private void start() {
        PipelineFiles files = new PipelineFiles(Environment.SYSTEM);
        rules = new EditedRules(
                files, pipeline, files.load(pipeline).map(PipelinePlan::rules).get(), () -> time.toNanos());
    }

    /** Those that are found once whoever edits them is done. */
    private Either<Seq<String>, RuleBook> loadWhenStill() {
        rules.load();
        time = time.plusSeconds(1);
        return rules.load();
    }

    private Path writePipeline(String rulesPath) throws IOException {
        return Files.writeString(directory.resolve("pipeline.yaml"), """
                pipeline: test
                source: { json: { path: in } }
                rules: %s
                sinks: { alarms: { delta: { path: alarms } } }
                checkpoint: checkpoint
                """.formatted(rulesPath));
    }

    private static String texts(Either<Seq<String>, RuleBook> found) {
        return found.get().rules().flatMap(Rule::raise).mkString(", ");
    }

    @Test
    void filesThatNobodyEditsAreReadOnce() {
        Either<Seq<String>, RuleBook> first = rules.load();

        assertThat(texts(first)).isEqualTo("major when value > 80");
        assertThat(rules.load()).isSameAs(first);
    }

    @Test
    void anEditedFileIsReadAgain() throws IOException {
        rules.load();
        Files.writeString(directory.resolve("rules.yaml"), RULES.formatted(9));

        assertThat(texts(loadWhenStill())).isEqualTo("major when value > 9");
    }

    @Test
    void aFileThatIsReplacedByOneOfTheSameSizeIsReadAgain() throws IOException {
        rules.load();
        Path other = Files.writeString(directory.resolve("other.yaml"), RULES.formatted(70));
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(directory.resolve("rules.yaml")));
        Files.move(other, directory.resolve("rules.yaml"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(texts(loadWhenStill())).isEqualTo("major when value > 70");
    }

    @Test
    void mistakesAreToldWithTheirPlaceUntilTheyAreRepaired() throws IOException {
        rules.load();
        Files.writeString(directory.resolve("rules.yaml"), RULES.formatted(80).replace("major", "mayor!"));

        Either<Seq<String>, RuleBook> broken = loadWhenStill();

        assertThat(broken.getLeft()).singleElement().asString().contains("rules.yaml:4:", "major");
        assertThat(rules.load()).isSameAs(broken);
        Files.writeString(directory.resolve("rules.yaml"), RULES.formatted(75));
        assertThat(texts(loadWhenStill())).isEqualTo("major when value > 75");
    }

    @Test
    void aFileThatIsGoneIsAMistakeAndIsFoundWhenItIsBack() throws IOException {
        rules.load();
        Files.delete(directory.resolve("rules.yaml"));

        assertThat(loadWhenStill().getLeft()).singleElement().asString().contains("there is no such file");
        Files.writeString(directory.resolve("rules.yaml"), RULES.formatted(7));
        assertThat(texts(loadWhenStill())).isEqualTo("major when value > 7");
    }

    /** Lies on this machine, and Hadoop alone knows the way. */
    public static final class Far extends RawLocalFileSystem {
        @Override
        public URI getUri() {
            return URI.create("far://away/");
        }
    }

    @Test
    void rulesMayLieOnAnyFileSystemOfHadoopWithTheSettingsOfThePipeline() throws IOException {
        writePipeline("far://away" + directory.resolve("rules.yaml"));
        Files.writeString(
                pipeline,
                "spark: { spark.hadoop.fs.far.impl: \"" + Far.class.getName() + "\" }\n",
                StandardOpenOption.APPEND);
        start();

        assertThat(texts(rules.load())).isEqualTo("major when value > 80");
        assertThat(rules.load()).isSameAs(rules.load());
    }

    @Test
    void aFileThatIsBeingWrittenIsNotTakenThoughItIsWellFormed() throws IOException {
        String whole = RULES.formatted(80)
                + RULES.formatted(90).replace("rules:\n", "").replace("hot", "hotter");
        Path file = Files.writeString(directory.resolve("rules.yaml"), whole);
        assertThat(texts(loadWhenStill())).isEqualTo("major when value > 80, major when value > 90");

        Files.writeString(file, RULES.formatted(70));
        rules.load();
        time = time.plusMillis(999);
        assertThat(texts(rules.load())).as("not yet still").isEqualTo("major when value > 80, major when value > 90");
        Files.writeString(file, whole.replace("80", "70"));
        time = time.plusMillis(999);
        assertThat(texts(rules.load()))
                .as("still since just now")
                .isEqualTo("major when value > 80, major when value > 90");
        time = time.plusMillis(999);
        rules.load();

        assertThat(texts(loadWhenStill())).isEqualTo("major when value > 70, major when value > 90");
    }

    @Test
    void aFileThatTellsNothingOfItsChangeIsTakenWhenItReadsTwiceAlike() throws IOException {
        Path file = directory.resolve("rules.yaml");
        Files.writeString(file, RULES.formatted(70));
        FileTime same = Files.getLastModifiedTime(file);
        rules.load();
        Files.writeString(file, RULES.formatted(60));
        Files.setLastModifiedTime(file, same);
        time = time.plusSeconds(1);

        assertThat(texts(rules.load())).as("read otherwise than before").isEqualTo("major when value > 80");
        assertThat(texts(loadWhenStill())).isEqualTo("major when value > 60");
    }

    @Test
    void thePipelinesFileMayNameOtherRules() throws IOException {
        rules.load();
        Files.writeString(directory.resolve("others.yaml"), RULES.formatted(60));
        writePipeline("others.yaml");

        assertThat(texts(loadWhenStill())).isEqualTo("major when value > 60");
        Files.writeString(directory.resolve("others.yaml"), RULES.formatted(5));
        assertThat(texts(loadWhenStill())).isEqualTo("major when value > 5");
    }
}
