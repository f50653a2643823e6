package io.vigie.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which classes of Spark and Delta are used that are no public interface, and so may differ from one build to another. */
class SparkInternalsTest {

    private static final Pattern INTERNAL = Pattern.compile("org\\.apache\\.spark\\.("
            + "sql\\.(catalyst|execution|internal|delta|kafka010|hive|classic)\\..*"
            + "|(unsafe|storage|deploy|rpc|internal|executor|serializer|metrics|memory|network|shuffle)\\..*"
            + "|util\\.(?!LongAccumulator$|DoubleAccumulator$|AccumulatorV2$|TaskCompletionListener$|TaskFailureListener$).*"
            + "|SparkEnv)");

    /** Of a package that holds some of either kind. */
    private static final Set<String> PUBLIC = Set.of("org.apache.spark.storage.StorageLevel");

    @Test
    void theyAreThoseOfTheListWhichSaysWhy() throws IOException {
        Set<String> used = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .withImportOption(location -> !location.contains("-tests.jar"))
                        .importPackages(Packages.ROOT)
                        .stream()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .map(Dependency::getTargetClass)
                        .map(JavaClass::getBaseComponentType)
                        .map(JavaClass::getName)
                        .filter(name -> INTERNAL.matcher(name).matches() && !PUBLIC.contains(name))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(used)
                .as("enter new ones in spark-internals.txt with the reason, or better do without")
                .isEqualTo(new TreeSet<>(listed()));
    }

    private static List<String> listed() throws IOException {
        try (InputStream list = SparkInternalsTest.class.getResourceAsStream("spark-internals.txt")) {
            return Stream.of(
                            new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8).split("\n"))
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }
}
