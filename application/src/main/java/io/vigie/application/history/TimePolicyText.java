package io.vigie.application.history;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Either;
import io.vavr.control.Option;
import io.vigie.domain.monitor.ArrivalTime;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.text.DurationRange;
import io.vigie.domain.text.DurationText;
import java.time.Duration;

/** A time policy in one line, such as {@code outOfOrder=10s,late=1h,future=5m,arrival=transport}. */
public final class TimePolicyText {

    private static final String KEYS = "outOfOrder, late, future, past, duplicates and arrival";

    private TimePolicyText() {}

    /** All of a policy. */
    public static String print(TimePolicy time) {
        Vector<String> parts = Vector.of(
                "outOfOrder=" + DurationText.print(time.outOfOrder()),
                "late=" + DurationText.print(time.late()),
                "future=" + DurationText.print(time.future()));
        return parts.appendAll(time.past().map(past -> "past=" + DurationText.print(past)))
                .appendAll(time.duplicates().map(longest -> "duplicates=" + DurationText.print(longest)))
                .append("arrival=" + time.arrival().word())
                .mkString(",");
    }

    /**
     * Reads what is given of a policy.
     *
     * @param base has all that is not given
     * @return the policy, or what is wrong with the text
     */
    public static Either<String, TimePolicy> parse(String text, TimePolicy base) {
        Either<String, TimePolicy> read = Either.right(base);
        for (String part : text.split(",", -1)) {
            read = read.flatMap(time -> with(time, part.trim()));
        }
        return read;
    }

    private static Either<String, TimePolicy> with(TimePolicy time, String part) {
        int equals = part.indexOf('=');
        if (equals < 0) {
            return Either.left("`" + part + "` is no key=value; write such as outOfOrder=10s,arrival=transport");
        }
        String key = part.substring(0, equals).trim();
        String value = part.substring(equals + 1).trim();
        return switch (key) {
            case "outOfOrder" ->
                duration(key, value, TimePolicy.RANGE)
                        .map(span -> new TimePolicy(
                                span, time.late(), time.future(), time.past(), time.duplicates(), time.arrival()));
            case "late" ->
                duration(key, value, TimePolicy.RANGE)
                        .map(span -> new TimePolicy(
                                time.outOfOrder(),
                                span,
                                time.future(),
                                time.past(),
                                time.duplicates(),
                                time.arrival()));
            case "future" ->
                duration(key, value, TimePolicy.RANGE)
                        .map(span -> new TimePolicy(
                                time.outOfOrder(), time.late(), span, time.past(), time.duplicates(), time.arrival()));
            case "past" ->
                duration(key, value, TimePolicy.PAST_RANGE)
                        .map(span -> new TimePolicy(
                                time.outOfOrder(),
                                time.late(),
                                time.future(),
                                Option.some(span),
                                time.duplicates(),
                                time.arrival()));
            case "duplicates" -> duration(key, value, TimePolicy.RANGE).map(span -> time.duplicates(Option.some(span)));
            case "arrival" -> arrival(value).map(time::arrival);
            default -> Either.left("there is no `" + key + "`; there are " + KEYS);
        };
    }

    private static Either<String, Duration> duration(String key, String value, DurationRange range) {
        return DurationText.parse(value)
                .mapLeft(problem -> key + ": " + problem)
                .filterOrElse(range::contains, span -> key + " is " + range);
    }

    private static Either<String, ArrivalTime> arrival(String value) {
        Seq<ArrivalTime> all = List.of(ArrivalTime.values());
        return all.find(counted -> counted.word().equals(value))
                .toEither("arrival is " + all.map(ArrivalTime::word).mkString(" or ") + ", not `" + value + "`");
    }
}
