package io.vigie.bootstrap.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes.Name;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code vigie.jar}, which {@code java -jar} runs. */
class RunnableJarIT {

    @Test
    void itsManifestOpensWhatSparkReachesInto() {
        assertThat(words("Add-Opens"))
                .contains("java.base/java.nio", "java.base/sun.nio.ch", "java.base/java.lang.invoke")
                .allMatch(word -> word.startsWith("java.base/"));
    }

    @Test
    void itsClassPathLiesBesideIt() {
        assertThat(words("Class-Path"))
                .anyMatch(jar -> jar.startsWith("lib/spark-sql_2.12-"))
                .anyMatch(jar -> jar.startsWith("lib/delta-spark_2.12-"))
                .allSatisfy(jar -> assertThat(Jars.VIGIE.resolveSibling(jar)).isRegularFile());
    }

    @Test
    void itsMainClassIsInIt() {
        String main = Jars.manifest(Jars.VIGIE).getValue(Name.MAIN_CLASS);
        assertThat(Jars.files(Jars.VIGIE)).contains(main.replace('.', '/') + ".class");
    }

    /** A second version of a library beside Spark's is met by whoever comes first on the class path. */
    @Test
    void whatHadoopBringsForAzureStorageIsOfSparksHadoopAndWithoutItsOldJacksonAndJetty() {
        assertThat(libraries("hadoop-"))
                .containsExactlyInAnyOrder(
                        "hadoop-azure-3.3.4",
                        "hadoop-client-api-3.3.4",
                        "hadoop-client-runtime-3.3.4",
                        "hadoop-shaded-guava-1.1.1");
        assertThat(libraries("azure-storage-")).containsExactly("azure-storage-7.0.1");
        assertThat(libraries("azure-keyvault-")).containsExactly("azure-keyvault-core-1.0.0");
        assertThat(libraries("jackson-(core|databind|annotations)-\\d"))
                .hasSize(3)
                .allMatch(jar -> jar.endsWith("-2.15.2"));
        assertThat(libraries(".*-asl-"))
                .as("for abfs, which reads listings with them")
                .containsExactlyInAnyOrder("jackson-core-asl-1.9.13", "jackson-mapper-asl-1.9.13");
        assertThat(libraries("jetty-"))
                .containsExactlyInAnyOrder("jetty-util-9.4.58.v20250814", "jetty-util-ajax-9.4.58.v20250814");
        assertThat(libraries("http(client|core)-")).containsExactlyInAnyOrder("httpclient-4.5.14", "httpcore-4.4.16");
        assertThat(libraries("wildfly-openssl")).isEmpty();
        assertThat(libraries("guava-")).as("that of Spark").hasSizeLessThan(2);
    }

    /** The names of jars beside it that begin like this, without their endings. */
    private static List<String> libraries(String beginning) {
        return words("Class-Path").stream()
                .map(jar -> jar.replaceFirst("^lib/", "").replaceFirst("\\.jar$", ""))
                .filter(jar -> Pattern.compile(beginning).matcher(jar).lookingAt())
                .toList();
    }

    private static List<String> words(String attribute) {
        return Arrays.asList(Jars.manifest(Jars.VIGIE).getValue(attribute).split(" ", -1));
    }
}
