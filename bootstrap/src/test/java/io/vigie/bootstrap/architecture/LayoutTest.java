package io.vigie.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds all modules to a layout in which a person finds something, and each rule of it to its canary. */
class LayoutTest {

    private static final JavaClasses VIGIE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages(Packages.ROOT);

    private Canary canary;

    @BeforeEach
    void emptyCage(@TempDir Path classes) {
        canary = new Canary(classes);
    }

    @Test
    void packagesAreSmall() {
        LayoutRules.PACKAGES_ARE_SMALL.check(VIGIE);
    }

    @Test
    void aPackageOfTooManyClassesIsFound() {
        IntStream.rangeClosed(0, LayoutRules.MOST_CLASSES)
                .forEach(number -> canary.with("io.vigie.domain.hen", "Hen" + number, "class Hen" + number + " {}"));
        canary.mustFail(
                LayoutRules.PACKAGES_ARE_SMALL,
                "io.vigie.domain.hen has " + (LayoutRules.MOST_CLASSES + 1) + " classes");
    }

    @Test
    void wingsSeeNothingAboveThem() {
        LayoutRules.WINGS_SEE_NOTHING_ABOVE_THEM.check(VIGIE);
    }

    @Test
    void aWingThatSeesTheHouseIsFound() {
        canary.with("io.vigie.domain.house", "House", "public class House {}")
                .with("io.vigie.domain.house.wing", "Canary", "class Canary { io.vigie.domain.house.House home; }")
                .mustFail(LayoutRules.WINGS_SEE_NOTHING_ABOVE_THEM, "wing.Canary.home", "domain.house.House");
    }

    @Test
    void namesOccurOnce() {
        LayoutRules.NAMES_OCCUR_ONCE.check(VIGIE);
    }

    @Test
    void aNameThatOccursTwiceIsFound() {
        canary.with("io.vigie.domain.farm", "Canary", "class Canary {}")
                .with("io.vigie.adapters.cage", "Canary", "class Canary {}")
                .mustFail(LayoutRules.NAMES_OCCUR_ONCE, "Canary is in io.vigie.adapters.cage, io.vigie.domain.farm");
    }

    @Test
    void classesFormNoCirclesButThoseOfTheList() throws IOException {
        Set<Set<String>> known = listed();
        assertThat(known).as("what is listed").isNotEmpty();
        LayoutRules.classesFormNoCirclesBut(known).check(VIGIE);
    }

    @Test
    void aCircleOfClassesIsFound() {
        canary.with("io.vigie.domain.farm", "Egg", "class Egg { Hen hatched; }")
                .with("io.vigie.domain.farm", "Hen", "class Hen { Farmer fedBy; }")
                .with("io.vigie.domain.farm", "Farmer", "class Farmer { static class Table { Egg[] eggs; } }")
                .with("io.vigie.domain.farm", "Fox", "class Fox { Hen prey; }")
                .mustFail(
                        LayoutRules.classesFormNoCirclesBut(Set.of()),
                        "a circle: io.vigie.domain.farm.Egg io.vigie.domain.farm.Farmer io.vigie.domain.farm.Hen");
    }

    @Test
    void aKnownCircleThatGrowsIsFound() {
        canary.with("io.vigie.domain.farm", "Egg", "class Egg { Hen hatched; }")
                .with("io.vigie.domain.farm", "Hen", "class Hen { Egg laid; Fox fears; }")
                .with("io.vigie.domain.farm", "Fox", "class Fox { Hen prey; }")
                .mustFail(
                        LayoutRules.classesFormNoCirclesBut(
                                Set.of(Set.of("io.vigie.domain.farm.Egg", "io.vigie.domain.farm.Hen"))),
                        "a circle: io.vigie.domain.farm.Egg io.vigie.domain.farm.Fox");
    }

    @Test
    void aKnownCircleThatIsNoneIsFound() {
        canary.with("io.vigie.domain.farm", "Egg", "class Egg {}")
                .with("io.vigie.domain.farm", "Hen", "class Hen { Egg laid; }")
                .mustFail(
                        LayoutRules.classesFormNoCirclesBut(
                                Set.of(Set.of("io.vigie.domain.farm.Egg", "io.vigie.domain.farm.Hen"))),
                        "a circle no more");
    }

    /** Each line is a package and the classes of it that may need each other. */
    private static Set<Set<String>> listed() throws IOException {
        try (InputStream list = LayoutTest.class.getResourceAsStream("circles.txt")) {
            return new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> List.of(line.split(" ")))
                    .map(words -> words.stream()
                            .skip(1)
                            .map(name -> words.get(0) + "." + name)
                            .collect(Collectors.toSet()))
                    .collect(Collectors.toSet());
        }
    }
}
