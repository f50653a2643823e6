package io.vigie.bootstrap.benchmark.yardstick;

import java.util.List;

/** What is done with the telemetry. Both sides do it with the same result. */
public enum Workload {
    /** Files to tables: twenty rules, each reading with the rules that it breaks. */
    W1("JSON files to Delta, twenty rules", false),

    /** Topic to topics: twenty rules, a record for each rule that a reading breaks. */
    W2("Kafka to Kafka, twenty rules", true),

    /** Topic to topic: alarms that need memory of each device. */
    W3("Kafka to Kafka, alarms with state", true),

    /** Files to a table: windows of a minute of each device. */
    W4("JSON files to Delta, windows of a minute", false);

    private final String title;
    private final boolean onKafka;

    Workload(String title, boolean onKafka) {
        this.title = title;
        this.onKafka = onKafka;
    }

    /** From where to where, and what is asked. */
    public String title() {
        return title;
    }

    /** Whether it goes from topic to topics; otherwise from files to tables. */
    public boolean isOnKafka() {
        return onKafka;
    }

    /** What it writes. */
    public List<Output> outputs() {
        return switch (this) {
            case W1 -> List.of(Output.READINGS, Output.REJECTED);
            case W2 -> List.of(Output.VIOLATIONS, Output.REJECTED);
            case W3 -> List.of(Output.ALARMS);
            case W4 -> List.of(Output.WINDOWS);
        };
    }
}
