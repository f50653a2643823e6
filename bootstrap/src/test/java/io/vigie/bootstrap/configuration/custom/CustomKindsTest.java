package io.vigie.bootstrap.configuration.custom;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import io.vigie.application.kind.SinkKind;
import io.vigie.application.kind.SourceKind;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.plan.SettingValue;
import io.vigie.bootstrap.configuration.ConfigurationDirectory;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomKindsTest {

    private static final String REST = """
            sinks: { readings: { delta: { path: out } } }
            checkpoint: cp
            """;

    @TempDir
    private Path directory;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private ConfigurationDirectory files;

    @BeforeEach
    void aTapIsOnTheClassPath() throws IOException {
        files = new ConfigurationDirectory(directory);
        onTheClassPath(SourceKind.class, TapKind.class.getName());
    }

    @AfterEach
    void nothingIsLeft() {
        Thread.currentThread().setContextClassLoader(before);
    }

    private void onTheClassPath(Class<?> service, String... providers) throws IOException {
        Path services = Files.createDirectories(directory.resolve("classes/META-INF/services"));
        Files.writeString(services.resolve(service.getName()), String.join("\n", providers));
        Thread.currentThread()
                .setContextClassLoader(new URLClassLoader(
                        new URL[] {directory.resolve("classes").toUri().toURL()}, before));
    }

    private ConfigurationDirectory pipeline(String source) {
        return files.with("conf/p.yaml", "pipeline: p\nsource:\n  " + source + "\n" + REST);
    }

    @Test
    void whatTheReaderItselfFindsWrongIsToldWithTheOptionsPlace() {
        pipeline("tap: { label: kitchen, litres: 3, open: false }");

        assertThat(files.check("conf/p.yaml"))
                .containsExactly("conf/p.yaml:3:34: a tap that is closed gives no litres: leave them out");
    }

    @Test
    void everyOptionIsReadWithItsReferencesAndPathsFromTheFileOn() {
        files.withVariable("PASSWORD", "s3cret");
        pipeline("tap: { label: kitchen, litres: 3, pause: 5s, path: ../in, password: \"${env:PASSWORD}\", unit: m }");
        PipelinePlan plan = files.pipeline("conf/p.yaml");
        assertThat(plan.source())
                .isEqualTo(new TapKind.Tap(
                        "kitchen",
                        3,
                        true,
                        Duration.ofSeconds(5),
                        Option.some(directory.resolve("in").toString()),
                        Option.some(new SettingValue("s3cret", "${env:PASSWORD}")),
                        'm'));
        assertThat(plan.source().toString()).doesNotContain("s3cret");
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        pipeline("tap: { label: kitchen }");

        assertThat(files.pipeline("conf/p.yaml").source())
                .isEqualTo(
                        new TapKind.Tap("kitchen", 10, true, Duration.ofSeconds(1), Option.none(), Option.none(), 'l'));
    }

    @Test
    void allThatIsWrongIsToldAtOnceWithItsPlaces() {
        pipeline("tap: { litres: 0, open: perhaps, pause: long, password: s3cret, unit: ml, lable: kitchen }");

        assertThat(files.check("conf/p.yaml"))
                .containsExactly(
                        "conf/p.yaml:3:8: `label` is missing",
                        "conf/p.yaml:3:18: expected a whole number from 1 to 100, found 0",
                        "conf/p.yaml:3:27: expected true or false, found `perhaps`",
                        "conf/p.yaml:3:43: `long` is not a duration; write a whole number and one of ms, s, m, h or d,"
                                + " such as 500ms or 30s",
                        "conf/p.yaml:3:59: this is a secret: give it as ${env:NAME} or ${file:PATH}",
                        "conf/p.yaml:3:73: expected one letter, found ml",
                        "conf/p.yaml:3:77: unknown key `lable`; did you mean `label`?");
    }

    @Test
    void aKindThatIsMisspeltIsAnsweredWithTheNearest() {
        pipeline("tapp: { label: kitchen }");

        assertThat(files.check("conf/p.yaml")).contains("conf/p.yaml:3:3: unknown key `tapp`; did you mean `tap`?");
    }

    @Test
    void aPathThatAnotherHasIsRefused() {
        pipeline("tap: { label: kitchen, path: out }");

        assertThat(files.check("conf/p.yaml")).singleElement().asString().contains("which is the source's");
    }

    @Test
    void aKeyThatTwoHaveIsNobodys() throws IOException {
        onTheClassPath(SinkKind.class, FileKind.class.getName());
        pipeline("tap: { label: kitchen }");

        assertThat(files.check("conf/p.yaml"))
                .singleElement()
                .asString()
                .contains(
                        "several kinds have the key `delta`: " + FileKind.class.getName() + " and Vigie's own",
                        "leave all but one off the class path");
    }
}
