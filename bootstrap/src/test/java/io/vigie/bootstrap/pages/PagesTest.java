package io.vigie.bootstrap.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the Java on the pages to what there is: it compiles. */
class PagesTest {

    private static final Path ROOT = Path.of("..");

    @TempDir
    private Path classes;

    @ParameterizedTest
    @MethodSource
    void eachBlockOfJavaCompiles(Path page) throws IOException {
        assertThat(java(page).problems(classes)).isEmpty();
    }

    static List<Path> eachBlockOfJavaCompiles() throws IOException {
        // The pages of the whole and those of the modules.
        try (Stream<Path> pages =
                Files.find(ROOT, 2, (file, about) -> file.toString().endsWith(".md"))) {
            List<Path> found =
                    pages.filter(page -> !java(page).isEmpty()).sorted().toList();
            assertThat(found)
                    .as("pages with Java")
                    .contains(ROOT.resolve("README.md"), ROOT.resolve("adapters-spark/EMBEDDING.md"));
            return found;
        }
    }

    private static JavaOfPage java(Path page) {
        try {
            return new JavaOfPage(ROOT.relativize(page).toString(), Files.readAllLines(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> problems(String page) {
        return new JavaOfPage("PAGE.md", page.lines().toList()).problems(classes);
    }

    @Test
    void aBlockThatDoesNotCompileIsFoundWithPageAndLine() {
        assertThat(problems("""
                # A page

                ```java
                PipelineDraft draft = PipelinePlan.named("boilers");
                draft.drains("in");
                ```
                """))
                .singleElement()
                .asString()
                .startsWith("PAGE.md:5: ")
                .contains("drains");
    }

    @Test
    void eachBlockIsLookedAt() {
        assertThat(problems("""
                ```java
                int one = "1";
                ```
                ```sh
                int = 1
                ```
                ```java
                class Two { int two = "2"; }
                ```
                ```java
                @Test
                void three() { int three = "3"; }
                ```
                ```java
                import java.util.List;
                class Four { int four = "4"; }
                ```
                ```java
                int five = "5";
                ```
                """))
                .extracting(problem -> problem.replaceFirst("(PAGE.md:\\d+: ).*", "$1"))
                .containsExactlyInAnyOrder(
                        "PAGE.md:2: ", "PAGE.md:8: ", "PAGE.md:12: ", "PAGE.md:16: ", "PAGE.md:19: ");
    }

    @Test
    void aBlockSeesWhatThoseBeforeItDeclareAndMayNameItAnew() {
        assertThat(problems("""
                ```java
                String first = "1";
                ```
                ```java
                class Second { String text = "2"; }
                ```
                ```java
                String both = first + new Second().text;
                int first = 1;
                ```
                """)).isEmpty();
        assertThat(problems("""
                ```java
                String text = later;
                ```
                ```java
                String later = "1";
                ```
                """)).singleElement().asString().startsWith("PAGE.md:2: ");
    }

    @Test
    void whatABlockTakesForGrantedStandsBeforeIt() {
        assertThat(problems("""
                <!-- given: Rule overheat; -->
                ```java
                RuleBook rules = Rules.rules(overheat);
                ```
                """)).isEmpty();
        assertThat(problems("""
                ```java
                RuleBook rules = Rules.rules(overheat);
                ```
                """))
                .singleElement()
                .asString()
                .startsWith("PAGE.md:2: ")
                .contains("overheat");
    }

    @Test
    void aClassThatImportsSomethingHasAllItsImports() {
        assertThat(problems("""
                ```java
                import io.vigie.domain.rule.Rule;

                class Rules {
                    Rule overheat;
                    RuleBook all;
                }
                ```
                """))
                .singleElement()
                .asString()
                .startsWith("PAGE.md:6: ")
                .contains("RuleBook");
    }

    @Test
    void whatIsNotPublicIsOutOfReach() {
        assertThat(problems("""
                ```java
                PipelineDraft draft = PipelineDraft.named("boilers");
                ```
                """))
                .singleElement()
                .asString()
                .startsWith("PAGE.md:2: ")
                .contains("not public");
    }
}
