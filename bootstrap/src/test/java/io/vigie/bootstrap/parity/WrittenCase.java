package io.vigie.bootstrap.parity;

import com.fasterxml.jackson.databind.JsonNode;
import io.vavr.collection.HashMap;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.application.history.ArrivedMessage;
import io.vigie.application.memory.MemoryEngine;
import io.vigie.application.memory.MonitoredReading;
import io.vigie.application.memory.RejectedTelemetry;
import io.vigie.application.memory.TelemetryListener;
import io.vigie.application.plan.PayloadPlan;
import io.vigie.bootstrap.configuration.rules.RuleReader;
import io.vigie.bootstrap.configuration.rules.TimePolicyReader;
import io.vigie.bootstrap.configuration.rules.WindowReader;
import io.vigie.bootstrap.configuration.yaml.Read;
import io.vigie.bootstrap.configuration.yaml.YamlFile;
import io.vigie.bootstrap.configuration.yaml.YamlNode;
import io.vigie.domain.alarm.AlarmId;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.reading.SensorReading;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.window.PercentileSketches;
import io.vigie.domain.window.WindowBook;
import io.vigie.domain.window.WindowResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;

/**
 * A case as the second implementation writes it: rules, windows and messages, with what it made of them. An outcome has a line for
 * each transition, reading and window.
 */
final class WrittenCase {

    /** Windows are counted as readings come, and each step rounds. */
    private static final MathContext DIGITS_OF_WINDOWS = new MathContext(10);

    private final JsonNode written;
    private final RuleBook rules;
    private final WindowBook windows;
    private final TimePolicy time;

    private WrittenCase(JsonNode written, RuleBook rules, WindowBook windows, TimePolicy time) {
        this.written = written;
        this.rules = rules;
        this.windows = windows;
        this.time = time;
    }

    /**
     * @param directory where its configuration is written, to be read as any file
     * @throws IllegalArgumentException when that is refused
     */
    static WrittenCase of(JsonNode written, Path directory) throws IOException {
        Path file = directory.resolve("case-" + written.get("seed") + ".yaml");
        Files.writeString(file, written.get("configuration").toPrettyString());
        YamlNode root = taken(YamlFile.read(file, name -> Option.none()));
        YamlNode windows = root.at("windows");
        return new WrittenCase(
                written,
                taken(RuleReader.listOrFile(root.at("rules"))),
                windows.items().isEmpty() ? WindowBook.EMPTY : taken(WindowReader.list(windows)),
                taken(TimePolicyReader.policy(root.at("time"))));
    }

    private static <T> T taken(Read<T> read) {
        return read.toEither().getOrElseThrow(problems -> new IllegalArgumentException(problems.mkString("\n")));
    }

    long seed() {
        return written.get("seed").asLong();
    }

    /** What the second implementation made of it. */
    Outcome expected() {
        Outcome outcome = new Outcome();
        for (JsonNode row : written.at("/outcome/transitions")) {
            transition(
                    outcome,
                    row.get("device").asText(),
                    row.get("rule").asText(),
                    instant(row.get("at")),
                    row.get("transition").asText(),
                    row.get("severity").asText(),
                    alarm(row),
                    row.get("metric").asText(),
                    number(row.get("value")));
        }
        for (JsonNode row : written.at("/outcome/readings")) {
            reading(
                    outcome,
                    reading(row.get("reading")),
                    row.get("late").asBoolean(),
                    row.get("duplicate").asBoolean());
        }
        for (JsonNode row : written.at("/outcome/windows")) {
            window(
                    outcome,
                    row.get("device").asText(),
                    row.get("window").asText(),
                    row.get("metric").asText(),
                    instant(row.get("start")),
                    instant(row.get("end")),
                    Vector.ofAll(row.get("values")).map(WrittenCase::number));
        }
        outcome.uncounted(written.at("/outcome/uncounted").asLong());
        return outcome;
    }

    private static AlarmId alarm(JsonNode row) {
        return AlarmId.of(
                new RuleId(row.get("rule").asText()),
                new DeviceId(row.get("device").asText()),
                instant(row.get("raised")),
                row.get("number").asInt());
    }

    /** What Vigie makes of it, in memory, where the clock also moves between messages: that changes nothing. */
    Outcome actual() {
        Outcome outcome = new Outcome();
        MemoryEngine engine = new MemoryEngine(
                rules, windows, PercentileSketches.NONE, time, PayloadPlan.DEFAULT, new Lines(outcome));
        Random random = new Random(seed());
        for (JsonNode message : written.get("messages")) {
            engine.arrive(new ArrivedMessage(
                    Vector.ofAll(message.get("readings")).map(WrittenCase::reading), instant(message.get("arrival"))));
            if (random.nextInt(3) == 0) {
                engine.advanceClock();
            }
        }
        Option.of(written.get("end"))
                .filter(JsonNode::isNumber)
                .map(WrittenCase::instant)
                .orElse(engine::clock)
                .forEach(engine::finish);
        return outcome;
    }

    private record Lines(Outcome outcome) implements TelemetryListener {

        @Override
        public void reading(MonitoredReading monitored) {
            WrittenCase.reading(outcome, monitored.reading(), monitored.late(), monitored.repeated());
        }

        @Override
        public void transition(AlarmTransition transition) {
            AlarmTransition.Occasion occasion = transition.occasion();
            WrittenCase.transition(
                    outcome,
                    occasion.device().value(),
                    occasion.rule().value(),
                    occasion.eventTime(),
                    transition.word(),
                    transition.severity().word(),
                    occasion.alarm(),
                    occasion.metric().name(),
                    occasion.value());
        }

        @Override
        public void rejected(RejectedTelemetry telemetry) {
            // The second implementation leaves out what is rejected.
        }

        @Override
        public void window(WindowResult window) {
            WrittenCase.window(
                    outcome,
                    window.device().value(),
                    window.window().name(),
                    window.metric().name(),
                    Microseconds.instant(window.time().start()),
                    Microseconds.instant(window.time().end()),
                    window.values());
        }

        @Override
        public void uncounted(long more) {
            outcome.uncounted(more);
        }
    }

    private static void transition(
            Outcome outcome,
            String device,
            String rule,
            Instant time,
            String word,
            String severity,
            AlarmId alarm,
            String metric,
            double value) {
        outcome.line(device, "transition", rule, time, word, severity, alarm, metric, value);
    }

    private static void reading(Outcome outcome, SensorReading reading, boolean late, boolean repeated) {
        outcome.line(
                reading.device().value(),
                "reading",
                reading.eventTime(),
                reading.metric(),
                reading.value(),
                late ? "late" : "in time",
                repeated ? "repeated" : "new");
    }

    private static void window(
            Outcome outcome,
            String device,
            String window,
            String metric,
            Instant start,
            Instant end,
            Seq<Double> values) {
        outcome.line(
                device,
                "window",
                window,
                metric,
                start,
                end,
                values.map(WrittenCase::rounded).mkString(" "));
    }

    private static double rounded(double value) {
        return Double.isNaN(value)
                ? value
                : new BigDecimal(value).round(DIGITS_OF_WINDOWS).doubleValue();
    }

    private static SensorReading reading(JsonNode reading) {
        return new SensorReading(
                new DeviceId(reading.get(0).asText()),
                new Metric(reading.get(1).asText()),
                reading.get(2).asDouble(),
                Option.none(),
                instant(reading.get(3)),
                HashMap.empty());
    }

    private static double number(JsonNode number) {
        return number.asDouble(Double.NaN);
    }

    private static Instant instant(JsonNode microseconds) {
        return Microseconds.instant(microseconds.asLong());
    }
}
