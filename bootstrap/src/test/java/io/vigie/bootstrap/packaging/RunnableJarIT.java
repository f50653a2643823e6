package io.vigie.bootstrap.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes.Name;
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

    private static List<String> words(String attribute) {
        return Arrays.asList(Jars.manifest(Jars.VIGIE).getValue(attribute).split(" ", -1));
    }
}
