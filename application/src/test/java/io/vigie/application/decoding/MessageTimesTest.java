package io.vigie.application.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import io.vigie.application.plan.PayloadFormat;
import io.vigie.domain.reading.Defect;
import io.vigie.domain.reading.EpochUnit;
import io.vigie.domain.reading.RejectionReason;
import io.vigie.domain.reading.SensorReading;
import io.vigie.domain.reading.TimeNotation;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessageTimesTest {

    private static final Option<TimeNotation> SECONDS =
            Option.some(new TimeNotation(Option.some(EpochUnit.SECONDS), Option.none()));

    private static String message(PayloadFormat format, String timestamp) {
        String fields = format == PayloadFormat.FLAT ? "\"metric\":\"m\",\"value\":1" : "\"m\":1";
        return "{\"deviceId\":\"d\"," + fields + timestamp + "}";
    }

    private static SensorReading read(PayloadFormat format, Option<TimeNotation> times, String timestamp) {
        return Decoded.timed(format, times, message(format, ",\"timestamp\":" + timestamp))
                .reading();
    }

    private static Defect refused(PayloadFormat format, Option<TimeNotation> times, String timestamp) {
        Decoded decoded = Decoded.timed(format, times, message(format, ",\"timestamp\":" + timestamp));
        assertThat(decoded.defects()).hasSize(1);
        return decoded.defects().get(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLAT", "WIDE"})
    void secondsAreNotTakenForMilliseconds(PayloadFormat format) {
        for (String seconds : new String[] {"1777593600", "\"1777593600\""}) {
            Defect defect = refused(format, Option.some(TimeNotation.DEFAULT), seconds);
            assertThat(defect.reason()).isEqualTo(RejectionReason.OUT_OF_RANGE);
            assertThat(defect.detail()).startsWith("/timestamp ").contains("looks like seconds", "{ unit: s }");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLAT", "WIDE"})
    void numbersAreReadInTheUnitThatThePipelineNames(PayloadFormat format) {
        assertThat(read(format, SECONDS, "1777593600.5").eventTime()).isEqualTo("2026-05-01T00:00:00.500Z");
        assertThat(read(format, SECONDS, "\"1777593600\"").eventTime()).isEqualTo("2026-05-01T00:00:00Z");
        assertThat(refused(format, SECONDS, "1777593600000").reason()).isEqualTo(RejectionReason.OUT_OF_RANGE);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLAT", "WIDE"})
    void textsWithoutAnOffsetAreOfTheZoneThatThePipelineNames(PayloadFormat format) {
        Option<TimeNotation> paris =
                Option.some(new TimeNotation(Option.none(), Option.some(ZoneId.of("Europe/Paris"))));
        assertThat(read(format, paris, "\"2026-07-01 12:00:00\"").eventTime()).isEqualTo("2026-07-01T10:00:00Z");
        assertThat(refused(format, Option.some(TimeNotation.DEFAULT), "\"2026-07-01 12:00:00\"")
                        .reason())
                .isEqualTo(RejectionReason.WRONG_TYPE);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLAT", "WIDE"})
    void theArrivalIsTheEventTimeWhereThePipelineSaysSo(PayloadFormat format) {
        Decoded without = Decoded.timed(format, Option.none(), message(format, ""));
        assertThat(without.reading().eventTime()).isEqualTo("2026-01-01T00:00:00Z");

        // What the message says of its time then counts for nothing, and is kept like all that has no place.
        Decoded with = Decoded.timed(format, Option.none(), message(format, ",\"timestamp\":7"));
        assertThat(with.reading()).isEqualTo(without.reading());
        assertThat(with.rescued).containsExactly("{\"timestamp\":7}");
    }

    @ParameterizedTest
    @EnumSource(names = {"FLAT", "WIDE"})
    void aMessageWithAnotherFaultIsToldThatAloneWhereItsArrivalCounts(PayloadFormat format) {
        String nobodys = message(format, "").replace("\"d\"", "7");
        assertThat(Decoded.timed(format, Option.none(), nobodys).details())
                .containsExactly("/deviceId should be a string but is a number");
    }
}
