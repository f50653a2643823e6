package io.vigie.bootstrap.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.application.plan.PipelinePlan;
import io.vigie.bootstrap.Vigie;
import io.vigie.bootstrap.configuration.pipeline.PipelineFiles;
import io.vigie.bootstrap.configuration.yaml.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The asset bundle in the examples, against what its published schema says of the fields that it uses. */
class DatabricksBundleTest {

    private static final Path DIRECTORY = Path.of("src/main/examples/databricks");

    private static Object bundle() throws IOException {
        return new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(DIRECTORY.resolve("databricks.yml")));
    }

    @Test
    void everyFieldIsKnownAndOfItsKind() throws IOException {
        assertThat(BundleFacts.problems(bundle())).isEmpty();
    }

    @Test
    void misspeltMisplacedAndMissingFieldsAreFound() throws IOException {
        String text = Files.readString(DIRECTORY.resolve("databricks.yml"))
                .replace("spark_jar_task:", "spark_jar:")
                .replace("max_retries: 3", "max_retries: often")
                .replace("data_security_mode: SINGLE_USER", "data_security_mode: SINGLE")
                .replace("      schema_name: ${var.schema}\n", "");

        assertThat(BundleFacts.problems(new Load(LoadSettings.builder().build()).loadFromString(text)))
                .containsExactlyInAnyOrder(
                        "resources.volumes.vigie.schema_name is missing",
                        "resources.jobs.boilers.tasks[0].max_retries is no whole number: often",
                        "resources.jobs.boilers.tasks[0].spark_jar is unknown",
                        "resources.jobs.boilers.job_clusters[0].new_cluster.data_security_mode is not one of"
                                + " [SINGLE_USER, USER_ISOLATION, DATA_SECURITY_MODE_AUTO, DATA_SECURITY_MODE_DEDICATED,"
                                + " DATA_SECURITY_MODE_STANDARD, NONE]: SINGLE");
    }

    /** Names in {@code ${resources.….NAME.…}} and {@code ${var.NAME}} are those of things that the bundle has. */
    @Test
    void everyReferenceLeadsSomewhere() throws IOException {
        Map<?, ?> bundle = (Map<?, ?>) bundle();
        List<String> lost = new ArrayList<>();
        Matcher reference = Pattern.compile("\\$\\{(resources|var)\\.([a-z_.]+)}")
                .matcher(Files.readString(DIRECTORY.resolve("databricks.yml")));
        int found = 0;
        while (reference.find()) {
            found++;
            Object at = bundle.get(reference.group(1).equals("var") ? "variables" : "resources");
            for (String name : reference.group(2).split("\\.", -1)) {
                at = at instanceof Map<?, ?> map ? map.get(name) : null;
            }
            if (at == null) {
                lost.add(reference.group());
            }
        }
        assertThat(lost).isEmpty();
        assertThat(found).isGreaterThan(8);
    }

    @Test
    void itRunsTheMainClassWithTheExamplesPipeline() throws IOException {
        assertThat(bundle().toString())
                .contains("main_class_name=" + Vigie.class.getName())
                .contains("parameters=[run, /Volumes/")
                .contains("zulu17");
    }

    @Test
    void itsPipelineIsInOrder() {
        String name = new PipelineFiles(Environment.SYSTEM)
                .load(DIRECTORY.resolve("pipeline.yaml").toAbsolutePath())
                .fold(problems -> problems.mkString("\n"), PipelinePlan::name);
        assertThat(name).isEqualTo("boilers");
    }
}
