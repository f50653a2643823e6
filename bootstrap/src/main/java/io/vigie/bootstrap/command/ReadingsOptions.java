package io.vigie.bootstrap.command;

import io.vavr.control.Option;
import io.vigie.application.history.TimePolicyText;
import io.vigie.application.plan.PayloadFormat;
import io.vigie.application.plan.TableName;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.EventTime;
import io.vigie.domain.reading.Microseconds;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The options that say which readings of the past are meant. */
final class ReadingsOptions {

    @CommandLine.Option(
            names = "--readings",
            paramLabel = "PATH",
            required = true,
            description =
                    "A Delta table of readings, by path or as table:CATALOG.SCHEMA.TABLE; or JSON lines: a file, a directory or a glob.")
    private String path = "";

    @CommandLine.Option(
            names = "--payload",
            paramLabel = "FORMAT",
            defaultValue = "flat",
            converter = Format.class,
            description = "What JSON lines are like: flat, wide or senml (default: ${DEFAULT-VALUE}).")
    private PayloadFormat payload = PayloadFormat.FLAT;

    @CommandLine.Option(
            names = "--from",
            paramLabel = "T",
            converter = Time.class,
            description = "Only readings from this event time on.")
    private @Nullable Instant from;

    @CommandLine.Option(
            names = "--to",
            paramLabel = "T",
            converter = Time.class,
            description = "Only readings before this event time.")
    private @Nullable Instant to;

    @CommandLine.Option(
            names = "--time",
            paramLabel = "KEY=VALUE,...",
            description = "What is other than the table's own time, or than that of files of the past: outOfOrder=10s,"
                    + " late=1h, future=5m, past, duplicates, arrival=transport or arrival=event.")
    private @Nullable String time;

    /** What was asked for. */
    HistoryReview.Readings readings() {
        return new HistoryReview.Readings(path, payload, Option.of(from), Option.of(to), Option.of(time));
    }

    /** What is wrong with the options, if anything. */
    Option<String> problem() {
        return Option.when(
                        from != null && to != null && !from.isBefore(to),
                        () -> "--from " + from + " is not before --to " + to)
                .orElse(this::problemOfName)
                .orElse(this::problemOfTime);
    }

    private Option<String> problemOfTime() {
        return Option.of(time)
                .flatMap(text -> TimePolicyText.parse(text, TimePolicy.DEFAULT)
                        .fold(problem -> Option.some("--time " + text + ": " + problem), policy -> Option.none()));
    }

    private Option<String> problemOfName() {
        return Option.of(path)
                .filter(text -> text.startsWith(HistoryReview.Readings.TABLE))
                .flatMap(text -> TableName.of(text.substring(HistoryReview.Readings.TABLE.length()))
                        .fold(problem -> Option.some("--readings " + text + ": " + problem), name -> Option.none()));
    }

    static final class Format implements ITypeConverter<PayloadFormat> {
        @Override
        public PayloadFormat convert(String text) {
            return Arrays.stream(PayloadFormat.values())
                    .filter(format -> format.word().equals(text.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("it is flat, wide or senml, not '" + text + "'"));
        }
    }

    /** A time with its offset as messages carry it, or a day, which begins at midnight in UTC. */
    static final class Time implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            long time = EventTime.ofText(bytes, 0, bytes.length);
            if (EventTime.inRange(time)) {
                return Microseconds.instant(time);
            }
            try {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            } catch (DateTimeParseException e) {
                throw new TypeConversionException("'" + text
                        + "' is no time; write one such as 2026-01-31T06:00:00Z, or a day such as 2026-01-31");
            }
        }
    }
}
