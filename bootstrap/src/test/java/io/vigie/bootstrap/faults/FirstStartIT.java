package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL in a first start, as soon as it has made something: the next start goes on as if nothing had been. */
class FirstStartIT {

    private static final List<String> TABLES = List.of("readings", "alarms", "windows", "rejected");

    private static final int READINGS = 120;

    /** Enough that every kill is a step further. */
    private static final int MOST_STEPS = 100;

    @TempDir
    private Path directory;

    private Pipeline pipeline;

    /** The rows of each table where it first came to its end. */
    private final Map<String, List<String>> first = new HashMap<>();

    /** What the pipeline was killed at. */
    private final Set<String> steps = new LinkedHashSet<>();

    @BeforeEach
    void aPipelineWithoutAnythingToReject() throws IOException {
        Path input = Files.createDirectories(directory.resolve("in"));
        Files.write(input.resolve("readings.jsonl"), Bytes.joined(Messages.readings(0, READINGS)));
        pipeline = Pipeline.write(directory, input, 1, directory.resolve("out"));
    }

    @Test
    void aTableWithoutRowsWhoseMakingWasCutShortIsFinished() throws Exception {
        assertThat(isKilledAt("rejected/_delta_log"::equals)).isTrue();
        goesOn("after " + steps);
    }

    @Test
    @Tag("long")
    void whateverItHasJustMadeItIsFinished() throws Exception {
        while (steps.size() < MOST_STEPS) {
            startAfresh();
            if (!isKilledAt(step -> !steps.contains(step))) {
                break;
            }
            goesOn("after " + steps);
        }
        assertThat(steps)
                .hasSizeBetween(10, MOST_STEPS - 1)
                .contains("checkpoint", "checkpoint/metadata", "checkpoint/offsets/0", "readings/_delta_log");
    }

    /** Each start comes one step further, and is killed there. */
    @Test
    @Tag("long")
    void startsThatAreAllKilledComeToAnEnd() throws Exception {
        boolean isKilled = true;
        while (isKilled && steps.size() < MOST_STEPS) {
            isKilled = isKilledAt(step -> !steps.contains(step));
        }
        goesOn("after " + steps);
        assertThat(steps).hasSizeBetween(10, MOST_STEPS - 1);
    }

    /** Whether there was such a step before the pipeline came to its end. */
    private boolean isKilledAt(Predicate<String> wanted) throws Exception {
        try (VigieProcess process = VigieProcess.run(pipeline)) {
            Set<String> before = made();
            boolean isAlive = process.livesUntil(
                    () -> found(before, wanted).map(steps::add).isPresent());
            if (!isAlive) {
                VigieProcess.Ended ended = process.end();
                assertThat(ended.status())
                        .as("after %s: %s", steps, ended.err())
                        .isEqualTo(VigieProcess.DONE);
                return false;
            }
            process.kill();
            assertThat(process.end().status()).isEqualTo(VigieProcess.KILLED);
            return true;
        }
    }

    private Optional<String> found(Set<String> before, Predicate<String> wanted) {
        return made().stream()
                .filter(step -> !before.contains(step) && wanted.test(step))
                .findFirst();
    }

    /** What lies in its output; of names that differ from run to run, and of the parts of the state, one. */
    private Set<String> made() {
        if (!Files.exists(pipeline.out())) {
            return Set.of();
        }
        Set<String> made = new LinkedHashSet<>();
        try (Stream<Path> all = Files.walk(pipeline.out())) {
            all.map(path -> pipeline.out().relativize(path).toString())
                    .map(path -> path.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID")
                            .replaceAll("state/0/\\d+", "state/0/N")
                            .replaceAll("part-\\d+", "part-N")
                            .replaceAll("\\.ID\\.TID\\d+", ".ID"))
                    .filter(path -> !path.isEmpty())
                    .forEach(made::add);
        } catch (IOException | UncheckedIOException gone) {
            // What is renamed while one looks is there at the next look.
        }
        return made;
    }

    private void goesOn(String how) throws Exception {
        try (VigieProcess process = VigieProcess.run(pipeline)) {
            VigieProcess.Ended ended = process.end();
            assertThat(ended.status()).as("%s: %s", how, ended.err()).isEqualTo(VigieProcess.DONE);
        }
        for (String table : TABLES) {
            List<String> found = Tables.rows(Tables.read(pipeline.out().resolve(table)));
            assertThat(found).as("%s %s", table, how).doesNotHaveDuplicates();
            Tables.assertSame(table + " " + how, found, first.computeIfAbsent(table, name -> found));
        }
        assertThat(first.get("readings")).hasSize(READINGS);
        assertThat(first.get("alarms")).isNotEmpty();
    }

    private void startAfresh() {
        if (Files.exists(pipeline.out())) {
            Directories.delete(pipeline.out());
        }
    }
}
