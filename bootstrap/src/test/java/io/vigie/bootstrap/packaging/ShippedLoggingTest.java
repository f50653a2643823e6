package io.vigie.bootstrap.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.ConsoleAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.properties.PropertiesConfigurationFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedLoggingTest {

    private static Configuration shipped() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(ShippedLoggingTest.class.getResourceAsStream("/log4j2.properties"))) {
            Configuration shipped = new PropertiesConfigurationFactory()
                    .getConfiguration(new LoggerContext("shipped"), new ConfigurationSource(file));
            shipped.initialize();
            return shipped;
        }
    }

    @Test
    void whatVigieWarnsOfIsShownAndWhatItsEngineDoesIsNot() throws IOException {
        assertThat(shipped()
                        .getLoggerConfig("io.vigie.adapters.eventhubs.client.HubCheck")
                        .getLevel())
                .isEqualTo(Level.WARN);
        assertThat(shipped().getLoggerConfig("org.apache.spark.sql").getLevel()).isEqualTo(Level.ERROR);
    }

    /** A batch that fails does so in the tasks, the writer and the query: each would tell it again, with its trace. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.spark.executor.Executor",
                "org.apache.spark.scheduler.TaskSetManager",
                "org.apache.spark.sql.execution.datasources.FileFormatWriter",
                "org.apache.spark.sql.execution.streaming.MicroBatchExecution"
            })
    void whatIsToldAsTheEndIsNotToldBefore(String logger) throws IOException {
        assertThat(shipped().getLoggerConfig(logger).getLevel()).isEqualTo(Level.OFF);
    }

    /** Else what is told next would not begin a line. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEventIsALineWhateverLineFeedsItHas(boolean isException) throws IOException {
        Log4jLogEvent event = Log4jLogEvent.newBuilder()
                .setLoggerName("io.vigie.adapters.spark.Some")
                .setLevel(Level.WARN)
                .setTimeMillis(1_767_225_600_000L)
                .setMessage(new SimpleMessage("first\nsecond"))
                .setThrown(isException ? new IllegalStateException("third\r\nfourth") : null)
                .build();

        ConsoleAppender console = shipped().getAppender("console");
        String line = new String(console.getLayout().toByteArray(event), StandardCharsets.UTF_8);

        assertThat(line)
                .startsWith("2026-01-01T00:00:00Z WARN Some: first second")
                .endsWith("\n");
        assertThat(line.strip().lines()).hasSize(1);
        assertThat(line.contains("third fourth")).isEqualTo(isException);
        assertThat(console.getTarget()).isEqualTo(ConsoleAppender.Target.SYSTEM_ERR);
    }
}
