package io.vigie.bootstrap.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.properties.PropertiesConfigurationFactory;
import org.junit.jupiter.api.Test;

class ShippedLoggingTest {

    @Test
    void whatVigieWarnsOfIsShownAndWhatItsEngineDoesIsNot() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(ShippedLoggingTest.class.getResourceAsStream("/log4j2.properties"))) {
            Configuration shipped = new PropertiesConfigurationFactory()
                    .getConfiguration(new LoggerContext("shipped"), new ConfigurationSource(file));
            shipped.initialize();

            assertThat(shipped.getLoggerConfig("io.vigie.adapters.eventhubs.HubCheck")
                            .getLevel())
                    .isEqualTo(Level.WARN);
            assertThat(shipped.getLoggerConfig("org.apache.spark.sql").getLevel())
                    .isEqualTo(Level.ERROR);
        }
    }
}
