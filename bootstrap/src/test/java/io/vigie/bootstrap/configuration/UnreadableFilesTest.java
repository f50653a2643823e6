package io.vigie.bootstrap.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are no YAML, or no YAML to be trusted. */
class UnreadableFilesTest {

    @TempDir
    Path directory;

    @Test
    void aFileThatWasNamedByMistakeIsNotShown() {
        ConfigurationDirectory some = new ConfigurationDirectory(directory)
                .with("passwd", "root:x:0:0:root:/root:/bin/bash\nmilo:x:1000:1000::/home/milo:/bin/zsh\n")
                .with("word", "hunter2\n")
                .with("later", "# none\n" + "hunter2 ".repeat(20));

        for (String name : new String[] {"passwd", "word", "later"}) {
            assertThat(some.check(name))
                    .singleElement()
                    .satisfies(problem ->
                            assertThat(problem).contains("found a text of").doesNotContain("root", "milo", "hunter2"));
        }
    }

    static Stream<Arguments> files() {
        return Stream.of(
                arguments("", "1:1: the file is empty"),
                arguments("# nothing but this\n", "1:1: the file is empty"),
                arguments(
                        "rules:\n\t- id: x\n",
                        "2:1: not valid YAML: found character '\\t(TAB)' that cannot start any token."
                                + " (Do not use \\t(TAB) for indentation)"),
                arguments("rules: [\n", "2:1: not valid YAML: expected the node content, but found '<stream end>'"),
                arguments("rules: *x\n", "1:8: not valid YAML: found undefined alias x"),
                arguments(
                        "rules: x\n---\nrules: y\n",
                        "2:1: not valid YAML: expected a single document in the stream, but found another document"),
                arguments("rules:\n  - id: \"a\u0001\"\n", "2:11: not valid YAML: the character U+0001 is not allowed"),
                arguments("rules: \"\u0000\"\n", "1:9: not valid YAML: the character U+0000 is not allowed"),
                arguments("rules: &r [*r]\n", "1:8: expected a rule, a mapping, found a list"),
                arguments("- 1\n", "1:1: expected a mapping: a pipeline, rules or rule tests, found a list"),
                arguments("~\n", "1:1: expected a mapping: a pipeline, rules or rule tests, found nothing"),
                arguments(
                        "hello: 1\n",
                        "1:1: this is no file of Vigie: a pipeline has `pipeline`, `source` and `sinks`,"
                                + " rules have `rules`, rule tests have `rules` and `tests`"),
                arguments("ruels: []\n", "1:1: unknown key `ruels`; did you mean `rules`?"),
                arguments("rules: " + "[".repeat(100_000), "1:71: nested more than 64 levels deep"),
                arguments("rules:\n  - " + "? ".repeat(100_000), "2:129: nested more than 64 levels deep"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileThatCannotBeReadHasOneProblemAtItsPlace(String text, String problem) {
        assertThat(in(directory).with("file.yaml", text).check("file.yaml")).containsExactly("file.yaml:" + problem);
    }

    @Test
    void aByteThatIsNotUtf8IsNamedAtItsPlace() {
        byte[] latin = "rules:\n  - id: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(in(directory).with("file.yaml", latin).check("file.yaml"))
                .containsExactly("file.yaml:2:12: the byte 0xE9 is not UTF-8; save the file as UTF-8");
    }

    @Test
    void utf16IsNotUtf8() {
        assertThat(in(directory)
                        .with("file.yaml", "rules: x".getBytes(StandardCharsets.UTF_16))
                        .check("file.yaml"))
                .containsExactly("file.yaml:1:1: the byte 0xFE is not UTF-8; save the file as UTF-8");
    }

    @Test
    void aByteOrderMarkCountsForNothing() {
        assertThat(in(directory).with("file.yaml", "\uFEFFruels: []\n").check("file.yaml"))
                .containsExactly("file.yaml:1:1: unknown key `ruels`; did you mean `rules`?");
    }

    @Test
    void aFileOfMoreThanTenMegabytesIsNotRead() {
        assertThat(in(directory).with("file.yaml", new byte[10_000_001]).check("file.yaml"))
                .containsExactly("file.yaml:1:1: the file is larger than 10 MB");
    }

    @Test
    void aFileThatIsNotThereIsSaidToBeMissing() {
        assertThat(in(directory).check("nothing.yaml"))
                .containsExactly("nothing.yaml:1:1: cannot read the file: there is no such file");
    }

    @Test
    void aDirectoryIsNoFile() {
        assertThat(in(directory).with("sub/file.yaml", "").check("sub"))
                .containsExactly("sub:1:1: cannot read the file: Is a directory");
    }

    @Test
    void aBombOfAliasesGoesOff() {
        String lists = IntStream.range(1, 60)
                .mapToObj(i -> "a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n")
                .collect(Collectors.joining());
        assertThat(in(directory)
                        .with("file.yaml", "a0: &a0 [x]\n" + lists + "rules: *a59\n")
                        .check("file.yaml"))
                .containsExactly("file.yaml:52:12: more than 100 aliases");
    }

    @Test
    void aBombOfMergedMappingsIsReadInNoTime() {
        String mappings = IntStream.range(1, 49)
                .mapToObj(i -> "a" + i + ": &a" + i + " {<<: [*a" + (i - 1) + ", *a" + (i - 1) + "]}\n")
                .collect(Collectors.joining());
        assertThat(assertTimeout(
                        Duration.ofSeconds(10),
                        () -> in(directory)
                                .with("file.yaml", "a0: &a0 {k: 1}\n" + mappings + "rules: [*a48]\n")
                                .check("file.yaml")))
                .contains("file.yaml:1:1: unknown key `a0`; known here: rules");
    }

    @Test
    void textOfMillionsOfCharactersIsCutInMessages() {
        assertThat(in(directory)
                        .with(
                                "file.yaml",
                                "rules:\n  - " + "x".repeat(1_000) + ": 1\n    ? " + "y".repeat(5_000_000)
                                        + "\n    : 1\n")
                        .check("file.yaml"))
                .hasSize(4)
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(500));
    }

    private static ConfigurationDirectory in(Path directory) {
        return new ConfigurationDirectory(directory);
    }
}
