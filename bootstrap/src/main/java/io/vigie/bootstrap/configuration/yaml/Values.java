package io.vigie.bootstrap.configuration.yaml;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.rule.DevicePattern;
import io.vigie.domain.text.DurationRange;
import io.vigie.domain.text.DurationText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The kinds of plain values in configuration files: durations, numbers, names, times. */
public final class Values {

    /** A number as JSON has it; Java's own parser takes more, such as {@code 1f} and {@code NaN}. */
    public static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

    /** The first and the last time that tables hold. */
    static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    public static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private Values() {}

    public static Read<Duration> duration(YamlNode node) {
        return node.parse("a duration such as 30s", DurationText::parse);
    }

    /** A duration within limits, both included. */
    public static Read<Duration> duration(YamlNode node, Duration least, Duration most) {
        return duration(node, new DurationRange(least, most));
    }

    /** A duration of this range. */
    public static Read<Duration> duration(YamlNode node, DurationRange range) {
        String expected = "a duration " + range;
        return node.parse(
                expected,
                text -> DurationText.parse(text)
                        .filterOrElse(
                                range::contains, duration -> "expected " + expected + ", found " + Quoted.of(text)));
    }

    public static Read<Boolean> trueOrFalse(YamlNode node) {
        return word(node, "true or false", List.of(true, false), String::valueOf);
    }

    public static Read<Metric> metric(YamlNode node) {
        return text(node, "the name of a metric", Metric.MAX_LENGTH).map(Metric::new);
    }

    public static Read<DeviceId> device(YamlNode node) {
        return text(node, "the name of a device", DeviceId.MAX_LENGTH).map(DeviceId::new);
    }

    /** Which devices are meant: a glob, and nothing of other languages that have more than globs. */
    public static Read<DevicePattern> devices(YamlNode node) {
        return text(node, "a pattern of device names such as boiler-*", DevicePattern.MAX_LENGTH)
                .flatMap(glob -> DevicePattern.slipIn(glob)
                        .map(slip -> node.<DevicePattern>invalid(slip))
                        .getOrElse(() -> Read.value(new DevicePattern(glob))));
    }

    /** Text of 1 to so many characters. */
    public static Read<String> text(YamlNode node, String expected, int longest) {
        return node.parse(
                expected,
                text -> text.isEmpty() || text.length() > longest
                        ? Either.left(
                                "expected " + expected + " of 1 to " + longest + " characters, found " + text.length())
                        : Either.right(text));
    }

    public static Read<Integer> positive(YamlNode node) {
        return wholeNumber(node, 1, Integer.MAX_VALUE);
    }

    public static Read<Integer> wholeNumber(YamlNode node, int least, int most) {
        return wholeNumber(node, least, (long) most).map(Long::intValue);
    }

    public static Read<Long> wholeNumber(YamlNode node, long least, long most) {
        String expected = "a whole number from " + least + " to " + most;
        return node.parse(
                expected,
                text -> parsed(text, expected, Long::parseLong)
                        .filterOrElse(
                                number -> number >= least && number <= most,
                                number -> "expected " + expected + ", found " + number));
    }

    /** A number from 0 to 1. */
    public static Read<Double> share(YamlNode node) {
        String expected = "a number from 0 to 1";
        return node.parse(
                expected,
                text -> parsed(text, expected, Values::decimal)
                        .filterOrElse(
                                number -> number >= 0 && number <= 1,
                                number -> "expected " + expected + ", found " + Quoted.of(text)));
    }

    public static Read<Double> finiteNumber(YamlNode node) {
        String expected = "a number";
        return node.parse(
                expected,
                text -> parsed(text, expected, Values::decimal)
                        .filterOrElse(Double::isFinite, number -> Quoted.of(text) + " is not finite"));
    }

    public static Read<Instant> instant(YamlNode node) {
        String expected = "a time with an offset such as 2026-01-01T00:00:00Z";
        return node.parse(
                expected,
                text -> parsed(
                                text,
                                expected,
                                time -> OffsetDateTime.parse(time).toInstant())
                        .filterOrElse(
                                time -> !time.isBefore(EARLIEST) && !time.isAfter(LATEST),
                                time -> "expected a time from the year 1 to 9999, found " + Quoted.of(text)));
    }

    /** One of a few words, each standing for a value. */
    public static <T> Read<T> word(YamlNode node, String expected, Seq<T> values, Function<T, String> word) {
        return node.parse(
                expected,
                text -> values.find(value -> word.apply(value).equals(text))
                        .toEither(() -> "expected " + expected + ", found " + Quoted.of(text)
                                + Suggestion.orNothing(text, values.map(word))));
    }

    /** The same, where what is expected is just the list of the words. */
    public static <T> Read<T> word(YamlNode node, Seq<T> values, Function<T, String> word) {
        return word(node, "one of " + values.map(word).mkString(", "), values, word);
    }

    private static double decimal(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new NumberFormatException();
        }
        return Double.parseDouble(text);
    }

    private static <T> Either<String, T> parsed(String text, String expected, Function<String, T> parser) {
        try {
            return Either.right(parser.apply(text));
        } catch (NumberFormatException | DateTimeException e) {
            return Either.left("expected " + expected + ", found " + Quoted.of(text));
        }
    }
}
