package io.vigie.bootstrap.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.message.SimpleMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoggingTest {

    private static final String LAYOUT = "appender.console.layout.";

    @Test
    void eachEventIsALineOfItsOwn() throws IOException {
        PatternLayout layout = layout();

        String told = line(layout, "It failed:\n  badly", new IllegalStateException("no\nway"))
                + line(layout, "And again", null)
                + line(layout, "And once more", new IllegalStateException());

        assertThat(told.lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("2026-01-01T00:00:00Z ERROR Engine: "))
                .first()
                .asString()
                .contains("It failed: badly java.lang.IllegalStateException: no way");
        assertThat(told).endsWith("\n");
    }

    private static PatternLayout layout() throws IOException {
        Properties properties = new Properties();
        try (InputStream file = LoggingTest.class.getResourceAsStream("/log4j2.properties")) {
            properties.load(Objects.requireNonNull(file));
        }
        return PatternLayout.newBuilder()
                .withPattern(properties.getProperty(LAYOUT + "pattern"))
                .withAlwaysWriteExceptions(
                        Boolean.parseBoolean(properties.getProperty(LAYOUT + "alwaysWriteExceptions", "true")))
                .build();
    }

    private static String line(PatternLayout layout, String message, @Nullable Throwable failure) {
        Log4jLogEvent event = Log4jLogEvent.newBuilder()
                .setLoggerName("org.apache.Engine")
                .setLevel(Level.ERROR)
                .setTimeMillis(1_767_225_600_000L)
                .setMessage(new SimpleMessage(message))
                .setThrown(failure)
                .build();
        return new String(layout.toByteArray(event), StandardCharsets.UTF_8);
    }
}
