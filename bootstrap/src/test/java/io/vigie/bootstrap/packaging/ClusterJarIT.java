package io.vigie.bootstrap.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Attributes.Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code vigie-cluster.jar}, which goes where Spark already is. */
class ClusterJarIT {

    private static final String SERVICES = "META-INF/services/";

    private static final List<String> OTHER_FILES = List.of(
            "META-INF/MANIFEST.MF",
            "META-INF/LICENSE",
            "META-INF/NOTICE",
            "META-INF/NOTICE.txt",
            "META-INF/DEPENDENCIES");

    @Test
    void itHoldsNoClassOfTheCluster() {
        assertThat(Jars.files(Jars.CLUSTER))
                .filteredOn(file -> file.endsWith(".class"))
                .isNotEmpty()
                .noneMatch(file -> List.of(
                                "org/apache/spark/",
                                "scala/",
                                "org/apache/hadoop/",
                                "io/delta/",
                                "com/fasterxml/",
                                "org/slf4j/",
                                "org/apache/logging/")
                        .stream()
                        .anyMatch(file::contains))
                .allMatch(file -> file.startsWith("io/vigie/"), "is ours, or renamed to be ours");
    }

    /** Another is one more that can meet another version of itself on a cluster: rename it, and enter it here. */
    @Test
    void itsPackagesAreThese() {
        assertThat(Jars.files(Jars.CLUSTER))
                .filteredOn(file -> file.endsWith(".class"))
                .extracting(ClusterJarIT::library)
                .containsOnly(
                        "io/vigie/domain",
                        "io/vigie/application",
                        "io/vigie/adapters/spark",
                        "io/vigie/adapters/kafka",
                        "io/vigie/adapters/eventhubs",
                        "io/vigie/adapters/delta",
                        "io/vigie/bootstrap",
                        "io/vigie/shaded/vavr",
                        "io/vigie/shaded/picocli",
                        "io/vigie/shaded/pool2",
                        "io/vigie/shaded/prometheus",
                        "io/vigie/shaded/snakeyaml",
                        "io/vigie/shaded/tdunning",
                        "io/vigie/shaded/jspecify");
    }

    private static String library(String file) {
        return file.replaceFirst("^(io/vigie/(?:(?:adapters|shaded)/)?[^/]+)/.*", "$1");
    }

    /** What is no class can meet its like too: resources are found by their names. */
    @Test
    void itsOtherFilesAreThese() {
        assertThat(Jars.files(Jars.CLUSTER))
                .filteredOn(file -> !file.endsWith(".class"))
                .allMatch(
                        file -> file.startsWith("io/vigie/")
                                || file.startsWith("META-INF/services/io.vigie.")
                                || OTHER_FILES.contains(file)
                                || file.startsWith("META-INF/resources/webjars/uplot/"),
                        "is ours");
    }

    @Test
    void itHoldsAllOfVigie() {
        assertThat(Jars.files(Jars.CLUSTER))
                .containsAll(Jars.files(Jars.VIGIE).stream()
                        .filter(file -> file.startsWith("io/vigie/") || file.startsWith(SERVICES))
                        .toList())
                .contains(
                        "io/vigie/domain/rule/Rule.class",
                        "io/vigie/application/plan/PipelinePlan.class",
                        "io/vigie/adapters/spark/SparkTelemetryEngine.class",
                        "io/vigie/adapters/delta/DeltaConnector.class");
    }

    @Test
    void itsServicesAreThoseOfTheRunnableJarAndInIt() {
        List<String> services = Jars.files(Jars.VIGIE).stream()
                .filter(file -> file.startsWith(SERVICES))
                .toList();
        assertThat(services).hasSizeGreaterThanOrEqualTo(3).allSatisfy(service -> {
            List<String> providers = Jars.lines(Jars.CLUSTER, service);
            assertThat(providers)
                    .isNotEmpty()
                    .isEqualTo(Jars.lines(Jars.VIGIE, service))
                    .allSatisfy(provider ->
                            assertThat(Jars.files(Jars.CLUSTER)).contains(provider.replace('.', '/') + ".class"));
        });
    }

    @Test
    void itsManifestNamesTheMainClassAndNothingBesideIt() {
        Attributes manifest = Jars.manifest(Jars.CLUSTER);
        assertThat(manifest.getValue(Name.MAIN_CLASS)).isEqualTo("io.vigie.bootstrap.Vigie");
        assertThat(manifest.getValue(Name.CLASS_PATH)).isNullOrEmpty();
    }

    @Test
    void itChecksFilesWithNothingElseOnTheClassPath(@TempDir Path directory) throws Exception {
        Path rules = Files.writeString(directory.resolve("rules.yaml"), """
                rules:
                  - id: boiler-overheat
                    metric: temperature
                    raise: [ { severity: major, when: "value > 80", for: 30s } ]
                """);
        Execution check = Execution.java(directory, "-jar", Jars.CLUSTER.toString(), "check", rules.toString());
        assertThat(check.out()).contains("rules.yaml: ok, ");
        assertThat(check.err()).isEmpty();
        assertThat(check.status()).isZero();
    }
}
