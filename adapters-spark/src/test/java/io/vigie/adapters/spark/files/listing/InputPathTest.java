package io.vigie.adapters.spark.files.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.endsWith;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.vigie.adapters.spark.files.listing.FileStore.Entry;
import io.vigie.adapters.spark.testing.FileNames;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.AdditionalAnswers;

class InputPathTest {

    @TempDir
    private Path directory;

    private Path in;
    private final List<String> found = new ArrayList<>();
    private final List<String> passedOver = new ArrayList<>();

    @BeforeEach
    void anInput() throws IOException {
        in = Files.createDirectories(directory.toRealPath().resolve("in"));
    }

    private void file(String name) throws IOException {
        Path file = in.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x");
    }

    private void list(String path, boolean recursive) throws IOException {
        list(new LocalStore(), path, recursive);
    }

    private void list(FileStore store, String path, boolean recursive) throws IOException {
        list(store, path, recursive, UnchangedDirectories.none());
    }

    private void list(FileStore store, String path, boolean recursive, UnchangedDirectories unchanged)
            throws IOException {
        found.clear();
        passedOver.clear();
        InputPath.of(store, path).get().list(recursive, unchanged, new InputPath.Found() {
            @Override
            public boolean file(StoredFile file) {
                found.add(file.path());
                return !file.path().contains("waiting");
            }

            @Override
            public void passedOver(String name, PassedOver why) {
                passedOver.add(name + " " + why);
            }
        });
    }

    @Test
    void allBelowADirectoryIsFoundButForHiddenNames() throws IOException {
        for (String name : List.of("a", "b/c", "b/d=1/e", "_f", ".g", "_h/i", "b/.j/k")) {
            file(name);
        }

        list(in.toString(), true);

        assertThat(found).containsExactlyInAnyOrder("a", "b/c", "b/d=1/e");
        assertThat(passedOver).isEmpty();
    }

    @Test
    void withoutSubdirectoriesEachOfThemIsTold() throws IOException {
        file("a");
        file("b/c");

        list(in.toString(), false);

        assertThat(found).containsExactly("a");
        assertThat(passedOver).containsExactly("b/ SUBDIRECTORY");
    }

    private void look(FileStore store, UnchangedDirectories unchanged, Duration since) throws IOException {
        unchanged.lookBegins(since.toNanos());
        list(store, in.toString(), true, unchanged);
        unchanged.lookEnds(since.toNanos());
    }

    private void modifiedLongAgo(String... names) throws IOException {
        for (String name : names) {
            Files.setLastModifiedTime(in.resolve(name), FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        }
    }

    @Test
    void aDirectoryThatHasNotChangedSinceAllInItWasTakenIsNotListedAgain() throws IOException {
        file("old/a");
        file("old/deep/b");
        file("old/waiting/waiting-c");
        file("fresh/d");
        modifiedLongAgo("old/deep", "old/waiting", "old", "");
        FileStore store = mock(FileStore.class, AdditionalAnswers.delegatesTo(new LocalStore()));
        UnchangedDirectories unchanged = UnchangedDirectories.of(store);

        look(store, unchanged, Duration.ZERO);
        assertThat(found).containsExactlyInAnyOrder("old/a", "old/deep/b", "old/waiting/waiting-c", "fresh/d");

        clearInvocations(store);
        look(store, unchanged, Duration.ofSeconds(1));
        assertThat(found).containsExactlyInAnyOrder("old/waiting/waiting-c", "fresh/d");
        verify(store, never()).list(endsWith("/old/deep/"), any());

        file("old/deep/e");
        look(store, unchanged, Duration.ofSeconds(2));
        assertThat(found).containsExactlyInAnyOrder("old/waiting/waiting-c", "fresh/d", "old/deep/b", "old/deep/e");

        modifiedLongAgo("old/deep");
        look(store, unchanged, Duration.ofSeconds(3));
        look(store, unchanged, Duration.ofMinutes(2));
        assertThat(found)
                .as("all, as a file that grows does not change its directory")
                .hasSize(5);
    }

    @Test
    void aDirectoryWithSomethingThatWasPassedOverIsListedEachTime() throws IOException {
        file("links/a");
        Files.createSymbolicLink(in.resolve("links/again"), in.resolve("links/a"));
        Files.createSymbolicLink(in.resolve("links/nowhere"), in.resolve("none"));
        modifiedLongAgo("links", "");
        FileStore store = new LocalStore();
        UnchangedDirectories unchanged = UnchangedDirectories.of(store);
        look(store, unchanged, Duration.ZERO);
        List<String> before = List.copyOf(passedOver);

        look(store, unchanged, Duration.ofSeconds(1));

        assertThat(passedOver).hasSize(2).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a*.json | a1.json a2.json",
                "*/x.json | d1/x.json d2/x.json",
                "d[12] | d1/x.json d1/sub/y.json d2/x.json",
                "{d2,a1.json} | d2/x.json a1.json",
                "*/sub/*.json | d1/sub/y.json",
                "no* | ",
                "no*/x | ",
            })
    void globsMeanFilesAndAllBelowDirectories(String glob, String expected) throws IOException {
        for (String name :
                List.of("a1.json", "a2.json", "b.json", "d1/x.json", "d1/sub/y.json", "d2/x.json", "_a.json")) {
            file(name);
        }

        list(in + "/" + glob, true);

        assertThat(found).containsExactlyInAnyOrder(expected == null ? new String[0] : expected.split(" "));
    }

    @Test
    void aPathThatIsThereIsNoGlob() throws IOException {
        file("d[1]/a.json");
        file("d1/b.json");
        file("e{1}.json");

        list(in + "/d[1]", true);
        assertThat(found).containsExactly("a.json");
        list(in + "/e{1}.json", true);
        assertThat(found).containsExactly("e{1}.json");
        assertThat(InputPath.of(new LocalStore(), in + "/none")).isEmpty();
    }

    @Test
    void linksAreFollowedAndNothingIsReadByTwoNames() throws IOException {
        Path elsewhere = Files.createDirectories(directory.toRealPath().resolve("elsewhere/sub"));
        Files.writeString(elsewhere.resolve("x"), "x");
        Files.writeString(elsewhere.resolve("y"), "y");
        file("a");
        file("d/b");
        Files.createSymbolicLink(in.resolve("loop"), in);
        Files.createSymbolicLink(in.resolve("d/up"), directory);
        Files.createSymbolicLink(in.resolve("again"), in.resolve("d"));
        Files.createSymbolicLink(in.resolve("other"), elsewhere.getParent());
        Files.createSymbolicLink(in.resolve("other too"), elsewhere.getParent());
        Files.createSymbolicLink(in.resolve("file"), elsewhere.resolve("x"));
        Files.createSymbolicLink(in.resolve("itself"), in.resolve("a"));
        Files.createSymbolicLink(in.resolve("nowhere"), in.resolve("none"));
        Files.createSymbolicLink(in.resolve("round"), in.resolve("round"));

        list(in.toString(), true);

        assertThat(found).hasSize(4).contains("a", "d/b").anyMatch(name -> name.matches("other( too)?/sub/x"));
        assertThat(passedOver)
                .contains("loop/ LINK", "d/up/ LINK", "again/ LINK", "itself LINK", "nowhere NO_FILE", "round NO_FILE")
                .hasSize(8);
    }

    @Test
    void aLinkToAHiddenPlaceInTheInputIsFollowed() throws IOException {
        file("..2026/data.json");
        Files.createSymbolicLink(in.resolve("data.json"), in.resolve("..2026/data.json"));

        list(in.toString(), true);

        assertThat(found).containsExactly("data.json");
    }

    @Test
    void namesAreTheirBytesWhateverTheLocale() throws IOException {
        byte[] latin = "caf\u00E9%41.json".getBytes(StandardCharsets.ISO_8859_1);
        Files.writeString(FileNames.in(in, latin), "x");
        Files.writeString(FileNames.in(in, "\u6E29\u5EA6 \u00E9.json"), "x");
        file("a:b[1]{2}?*\\.json");
        file("line\nfeed");

        list(in.toString(), true);

        assertThat(found)
                .containsExactlyInAnyOrder(
                        "caf%E9%2541.json", "\u6E29\u5EA6 \u00E9.json", "a:b[1]{2}?*\\.json", "line\nfeed");
        for (String name : found) {
            Entry entry = new LocalStore().look(in + "/" + name);
            assertThat(entry).as(name).isNotNull();
            assertThat(new LocalStore().open(in + "/" + name, 0).readAllBytes())
                    .as(name)
                    .isNotEmpty();
        }
    }

    @Test
    void hadoopsFileSystemsAreListedTheSameWay() throws IOException {
        for (String name : List.of("a", "b/c", "_d", "e f/g[1]")) {
            file(name);
        }
        FileStore hadoop = new HadoopStore(FileSystem.get(URI.create("file:///"), new Configuration(false)));

        list(hadoop, "file:" + in, true);

        assertThat(found).containsExactlyInAnyOrder("a", "b/c", "e f/g[1]");
        assertThat(hadoop.name(in + "/a")).isEqualTo("file:" + in + "/a");
        assertThat(hadoop.open(in + "/a", 0).readAllBytes()).hasSize(1);
        assertThat(hadoop.open(in + "/a", 5).readAllBytes()).isEmpty();
    }
}
