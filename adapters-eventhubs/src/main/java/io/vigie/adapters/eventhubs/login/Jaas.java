package io.vigie.adapters.eventhubs.login;

import io.vigie.application.plan.SettingValue;

/**
 * How a client of Kafka logs in, as its setting {@code sasl.jaas.config} has it. Values stand in double quotes: Spark
 * does not know one in single quotes for a secret. What came by reference stays by reference.
 */
public final class Jaas {

    private final String value;
    private final String written;

    /** By a login module of this name. */
    public Jaas(String module) {
        this(module + " required", module + " required");
    }

    private Jaas(String value, String written) {
        this.value = value;
        this.written = written;
    }

    /** With one more option. */
    public Jaas with(String option, SettingValue setting) {
        return new Jaas(
                value + " " + option + "=" + quoted(setting.value()),
                written + " " + option + "=" + quoted(setting.written()));
    }

    public SettingValue text() {
        return new SettingValue(value + ";", written + ";");
    }

    /** As a tokenizer of Java reads it back. */
    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
