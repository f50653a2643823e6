package io.vigie.adapters.spark.checkpoint;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vavr.collection.HashMap;
import io.vavr.collection.Map;
import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.port.out.PipelineRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateProviderTest {

    private static final String SETTING = "spark.sql.streaming.stateStore.providerClass";

    @TempDir
    private Path checkpoint;

    @Test
    void aPipelineThatAsksForAnotherThanItsCheckpointIsOfIsRefused() throws IOException {
        String own = "org.apache.spark.sql.execution.streaming.state.HDFSBackedStateStoreProvider";
        batchWith("{\"conf\":{\"" + SETTING + "\":\"" + own + "\"}}");

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> start(asking("AnotherProvider")))
                .withMessageContaining(checkpoint.toString())
                .withMessageContaining("files of " + own)
                .withMessageContaining("asks for AnotherProvider");
    }

    @Test
    void onesThatAskForItsOwnGoOn() throws IOException {
        batchWith("{\"conf\":{\"" + SETTING + "\":\"OneProvider\"}}");

        assertThatCode(() -> start(asking("OneProvider"))).doesNotThrowAnyException();
    }

    @Test
    void nothingIsLoadedBecauseACheckpointNamesIt() throws IOException {
        batchWith("{\"conf\":{\"" + SETTING + "\":\"io.vigie.Planted\"}}");

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> start(HashMap.empty()))
                .withMessageContaining(checkpoint.resolve("offsets/0").toString())
                .withMessageContaining("it names io.vigie.Planted");

        batchWith("{\"conf\":{\"spark.sql.streaming.stateStore.compression.codec\":\"io.vigie.Planted\"}}");
        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> start(HashMap.empty()))
                .withMessageContaining("it names io.vigie.Planted");
    }

    @Test
    void oneThatAsksForNoneIsToldWhatToWriteForItsCheckpointsState() throws IOException {
        String rocks = "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider";
        batchWith("{\"conf\":{\"" + SETTING + "\":\"" + rocks + "\"}}");

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> start(HashMap.empty()))
                .withMessageContaining("Write " + SETTING + ": " + rocks + " under spark");
        assertThatCode(() -> start(asking(rocks))).doesNotThrowAnyException();
    }

    @Test
    void aNewCheckpointOrOneThatDoesNotSayTakesAny() throws IOException {
        assertThatCode(() -> start(asking("OneProvider"))).doesNotThrowAnyException();
        batchWith("{}");
        assertThatCode(() -> start(asking("OneProvider"))).doesNotThrowAnyException();
    }

    private void batchWith(String metadata) throws IOException {
        Files.createDirectories(checkpoint.resolve("state"));
        Files.createDirectories(checkpoint.resolve("offsets"));
        Files.writeString(checkpoint.resolve("offsets/0"), "v1\n" + metadata + "\n{\"logOffset\":0}");
    }

    private void start(Map<String, SettingValue> settings) {
        StateProvider.mustFit(TestSession.get(), checkpoint.toString(), settings);
    }

    private static Map<String, SettingValue> asking(String provider) {
        return HashMap.of(SETTING, SettingValue.plain(provider));
    }
}
