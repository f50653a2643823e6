package io.vigie.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the map in CONTRIBUTING to what is there: a class that it names is in a package that the same line names. */
class WhereIsTest {

    private static final Pattern PART = Pattern.compile("(?s)## Where is…\n(.*?)\n## ");
    private static final Pattern CLASS = Pattern.compile("`([A-Z]\\w+)`");
    private static final Pattern PLACE =
            Pattern.compile("`((?:domain|application|adapters-[a-z]+|bootstrap)(?:/[a-z]+)*)`");

    private static final JavaClasses VIGIE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages(Packages.ROOT);

    @Test
    void whatTheMapNamesIsThere() throws IOException {
        List<String> steps = steps();
        assertThat(steps).hasSize(31).allSatisfy(step -> {
            assertThat(names(CLASS, step))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(packagesOf(name)).as(name).isNotEmpty());
            assertThat(names(PLACE, step))
                    .allSatisfy(place -> assertThat(
                                    names(CLASS, step).stream().flatMap(name -> packagesOf(name).stream()))
                            .as(place)
                            .contains(packageOf(place)));
        });
    }

    private static List<String> steps() throws IOException {
        String page = Files.readString(Path.of("../CONTRIBUTING.md"));
        return PART.matcher(page)
                .results()
                .flatMap(part -> part.group(1).lines())
                .filter(line -> line.startsWith("| ") && line.contains("`"))
                .toList();
    }

    private static List<String> names(Pattern pattern, String step) {
        return pattern.matcher(step)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static List<String> packagesOf(String name) {
        return VIGIE.stream()
                .filter(type -> type.isTopLevelClass() && type.getSimpleName().equals(name))
                .map(JavaClass::getPackageName)
                .toList();
    }

    private static String packageOf(String place) {
        return Packages.ROOT + "." + place.replace('-', '.').replace('/', '.');
    }
}
