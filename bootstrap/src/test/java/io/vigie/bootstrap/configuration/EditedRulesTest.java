package io.vigie.bootstrap.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vigie.application.port.out.LoadRules;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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

    @BeforeEach
    void writePipeline() throws IOException {
        Files.writeString(directory.resolve("rules.yaml"), RULES.formatted(80));
        pipeline = writePipeline("rules.yaml");
        rules = new PipelineFiles(Environment.SYSTEM).rulesOf(pipeline);
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

        assertThat(texts(rules.load())).isEqualTo("major when value > 9");
    }

    @Test
    void aFileThatIsReplacedByOneOfTheSameSizeIsReadAgain() throws IOException {
        rules.load();
        Path other = Files.writeString(directory.resolve("other.yaml"), RULES.formatted(70));
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(directory.resolve("rules.yaml")));
        Files.move(other, directory.resolve("rules.yaml"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(texts(rules.load())).isEqualTo("major when value > 70");
    }

    @Test
    void mistakesAreToldWithTheirPlaceUntilTheyAreRepaired() throws IOException {
        rules.load();
        Files.writeString(directory.resolve("rules.yaml"), RULES.formatted(80).replace("major", "mayor!"));

        Either<Seq<String>, RuleBook> broken = rules.load();

        assertThat(broken.getLeft()).singleElement().asString().contains("rules.yaml:4:", "major");
        assertThat(rules.load()).isSameAs(broken);
        Files.writeString(directory.resolve("rules.yaml"), RULES.formatted(75));
        assertThat(texts(rules.load())).isEqualTo("major when value > 75");
    }

    @Test
    void aFileThatIsGoneIsAMistakeAndIsFoundWhenItIsBack() throws IOException {
        rules.load();
        Files.delete(directory.resolve("rules.yaml"));

        assertThat(rules.load().getLeft()).singleElement().asString().contains("there is no such file");
        Files.writeString(directory.resolve("rules.yaml"), RULES.formatted(7));
        assertThat(texts(rules.load())).isEqualTo("major when value > 7");
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

        assertThat(texts(rules.load())).isEqualTo("major when value > 80");
        assertThat(rules.load()).isSameAs(rules.load());
    }

    @Test
    void thePipelinesFileMayNameOtherRules() throws IOException {
        rules.load();
        Files.writeString(directory.resolve("others.yaml"), RULES.formatted(60));
        writePipeline("others.yaml");

        assertThat(texts(rules.load())).isEqualTo("major when value > 60");
        Files.writeString(directory.resolve("others.yaml"), RULES.formatted(5));
        assertThat(texts(rules.load())).isEqualTo("major when value > 5");
    }
}
