package io.vigie.adapters.spark.testing;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.layout.PatternLayout;

/** All that is logged between {@link #start} and {@link #stop}, in more detail than anybody would ask for in operation. */
public final class CapturedLog {

    private static final String NAME = "captured";

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    /** Takes the log over. */
    public void start() {
        LoggerContext context = LoggerContext.getContext(false);
        Configuration configuration = context.getConfiguration();
        Appender appender = new Appender(lines);
        appender.start();
        configuration.addAppender(appender);
        LoggerConfig root = configuration.getRootLogger();
        root.getAppenders().keySet().forEach(root::removeAppender);
        root.addAppender(appender, Level.ALL, null);
        root.setLevel(Level.INFO);
        configuration.getLoggers().values().stream()
                .filter(logger -> logger != root)
                .forEach(logger -> logger.setLevel(Level.INFO));
        for (String name :
                new String[] {"io.vigie", "org.apache.kafka.clients", "org.apache.kafka.common", "com.microsoft.azure"
                }) {
            configuration.addLogger(name, new LoggerConfig(name, Level.DEBUG, true));
        }
        context.updateLoggers();
    }

    /** Gives it back. */
    public void stop() {
        LoggerContext.getContext(false).reconfigure();
    }

    /** What was logged so far. */
    public String text() {
        return String.join("", lines);
    }

    private static final class Appender extends AbstractAppender {

        private final Queue<String> lines;

        Appender(Queue<String> lines) {
            super(
                    NAME,
                    null,
                    PatternLayout.newBuilder().withPattern("%p %c %m%n%ex").build(),
                    false,
                    Property.EMPTY_ARRAY);
            this.lines = lines;
        }

        @Override
        public void append(LogEvent event) {
            lines.add(getLayout().toSerializable(event).toString());
        }
    }
}
