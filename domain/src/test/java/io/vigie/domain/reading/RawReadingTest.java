package io.vigie.domain.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.HashMap;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.List;
import io.vavr.control.Option;
import io.vigie.domain.reading.RawValue.Flag;
import io.vigie.domain.reading.RawValue.Items;
import io.vigie.domain.reading.RawValue.Members;
import io.vigie.domain.reading.RawValue.Null;
import io.vigie.domain.reading.RawValue.Numeric;
import io.vigie.domain.reading.RawValue.Text;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RawReadingTest {

    private static final RawReading GOOD = new RawReading(
            Option.some(new Text("boiler-7")),
            Option.some(new Text("temperature")),
            Option.some(new Numeric("81.5")),
            Option.some(new Text("2026-01-01T00:00:00.010Z")),
            Option.some(new Text("celsius")),
            Option.some(new Members(HashMap.of("site", new Text("lyon")))));

    private static RawReading withTimestamp(RawValue timestamp) {
        return new RawReading(
                GOOD.deviceId(), GOOD.metric(), GOOD.value(), Option.some(timestamp), GOOD.unit(), GOOD.tags());
    }

    private static RawReading withTags(RawValue tags) {
        return new RawReading(
                GOOD.deviceId(), GOOD.metric(), GOOD.value(), GOOD.timestamp(), GOOD.unit(), Option.some(tags));
    }

    @Test
    void isAReadingWhereEveryFieldIsAsItMustBe() {
        assertThat(GOOD.validate().get())
                .isEqualTo(new SensorReading(
                        new DeviceId("boiler-7"),
                        new Metric("temperature"),
                        81.5,
                        Option.some("celsius"),
                        Instant.parse("2026-01-01T00:00:00.010Z"),
                        HashMap.of("site", "lyon")));
    }

    @Test
    void needsNeitherUnitNorTags() {
        RawReading bare = new RawReading(
                GOOD.deviceId(), GOOD.metric(), GOOD.value(), GOOD.timestamp(), Option.none(), Option.some(new Null()));
        assertThat(bare.validate().get().unit()).isEmpty();
        assertThat(bare.validate().get().tags()).isEmpty();
    }

    @Test
    void saysAllDefectsInTheOrderOfItsFields() {
        RawReading bad = new RawReading(
                Option.none(),
                Option.some(new Text("")),
                Option.some(new Numeric("NaN")),
                Option.some(new Flag(true)),
                Option.some(new Items()),
                Option.some(new Members(LinkedHashMap.of(
                        "a", new Items(), "b", new Text("fine"), "c/d", new Members(HashMap.empty())))));
        assertThat(bad.validate().getError().map(Defect::detail))
                .isEqualTo(List.of(
                        "/deviceId is missing",
                        "/metric is empty",
                        "/value is not finite",
                        "/timestamp should be an ISO-8601 time with an offset, or epoch milliseconds but is a boolean",
                        "/unit should be a string but is an array",
                        "/tags/a should be a string, a number or a boolean but is an array",
                        "/tags/c~1d should be a string, a number or a boolean but is an object"));
    }

    @Test
    void takesNullForAbsent() {
        Option<RawValue> none = Option.some(new Null());
        assertThat(new RawReading(none, none, none, none, none, none).validate().getError())
                .isEqualTo(List.of(
                        new Defect.MissingField("/deviceId"),
                        new Defect.MissingField("/metric"),
                        new Defect.MissingField("/value"),
                        new Defect.MissingField("/timestamp")));
    }

    @Test
    void takesEpochMillisecondsWithAFraction() {
        assertThat(withTimestamp(new Numeric("1767225600010.5"))
                        .validate()
                        .get()
                        .eventTime())
                .isEqualTo("2026-01-01T00:00:00.010500Z");
    }

    @Test
    void saysWhatIsWrongWithATime() {
        assertThat(withTimestamp(new Text("2026-01-01T00:00:00"))
                        .validate()
                        .getError()
                        .map(Defect::detail))
                .containsExactly("/timestamp should be an ISO-8601 time with an offset, or epoch milliseconds but is"
                        + " \"2026-01-01T00:00:00\", which needs an offset at its end: Z or one such as +01:00");
        assertThat(withTimestamp(new Text("x\n" + "y".repeat(60)))
                        .validate()
                        .getError()
                        .map(Defect::detail))
                .containsExactly(
                        "/timestamp should be an ISO-8601 time with an offset, or epoch milliseconds but is \"x?"
                                + "y".repeat(38) + "…\"");
        assertThat(withTimestamp(new Numeric("1e300")).validate().getError())
                .containsExactly(new Defect.OutOfRange("/timestamp", "is not within the years 0001 to 9999"));
        assertThat(withTimestamp(new Numeric("-Infinity")).validate().getError().map(Defect::reason))
                .containsExactly(RejectionReason.WRONG_TYPE);
    }

    @Test
    void makesTextOfTagsThatAreNumbersOrBooleansAndLeavesNullsOut() {
        assertThat(withTags(new Members(
                                HashMap.of("floor", new Numeric("3.0"), "spare", new Flag(false), "room", new Null())))
                        .validate()
                        .get()
                        .tags())
                .isEqualTo(HashMap.of("floor", "3.0", "spare", "false"));
        assertThat(withTags(new Text("site=lyon")).validate().getError())
                .containsExactly(new Defect.WrongType("/tags", "an object", "a string"));
    }

    @Test
    void hasNamesOfUpTo256Characters() {
        for (int length : new int[] {1, 256, 257}) {
            RawReading reading = new RawReading(
                    Option.some(new Text("d".repeat(length))),
                    Option.some(new Text("m".repeat(length))),
                    GOOD.value(),
                    GOOD.timestamp(),
                    GOOD.unit(),
                    GOOD.tags());
            assertThat(reading.validate().isValid()).isEqualTo(length <= 256);
        }
    }
}
