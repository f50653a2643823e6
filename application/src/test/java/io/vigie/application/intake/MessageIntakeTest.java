package io.vigie.application.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.vavr.control.Option;
import io.vigie.application.decoding.DecodedReading;
import io.vigie.application.decoding.Slice;
import io.vigie.application.plan.PayloadFormat;
import io.vigie.application.plan.PayloadPlan;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.reading.RejectionReason;
import io.vigie.domain.window.WindowBook;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessageIntakeTest {

    private static final long ARRIVAL = Microseconds.of(Instant.parse("2026-01-01T00:00:00Z"));
    private static final int MESSAGES = 2_000;

    private final List<String> told = new ArrayList<>();
    private final IntakeTarget target = new IntakeTarget() {
        @Override
        public void taken(DecodedReading reading) {
            told.add(reading.device() + " " + reading.metric() + " " + reading.value());
        }

        @Override
        public void rejected(Rejection rejection) {
            told.add(rejection.reason().word() + ": " + rejection.detail());
        }
    };

    private MessageIntake intake(PayloadFormat format) {
        return new MessageIntake(
                new PayloadPlan(format, PayloadPlan.DEFAULT.maxBytes(), 1),
                WindowBook.EMPTY,
                TimePolicy.DEFAULT,
                target);
    }

    private static void arrives(MessageIntake intake, String message) {
        byte[] bytes = message.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        intake.message(bytes, 0, bytes.length, ARRIVAL);
    }

    @Test
    void aReadingUpToTheLimitAheadOfItsArrivalIsTakenAndOneBeyondItIsNot() {
        MessageIntake intake = intake(PayloadFormat.FLAT);

        arrives(intake, "{'deviceId':'a','metric':'m','value':1,'timestamp':'2026-01-01T00:05:00Z'}");
        arrives(intake, "{'deviceId':'a','metric':'m','value':2,'timestamp':'2026-01-01T00:05:00.000001Z'}");

        assertThat(told)
                .containsExactly(
                        "a m 1.0", "future: event time 2026-01-01T00:05:00.000001Z is PT5M ahead of its arrival");
    }

    @Test
    void bytesThatAreNoTextInUtf8AreCalledByTheirName() {
        MessageIntake intake = intake(PayloadFormat.FLAT);
        String message = "{\"deviceId\":\"a\"}";
        for (byte[] bytes : List.of(
                message.getBytes(StandardCharsets.UTF_16),
                message.getBytes(StandardCharsets.UTF_16LE),
                message.getBytes(StandardCharsets.UTF_16BE),
                new byte[] {0x1F, (byte) 0x8B, 8, 0, 0},
                "\0abc".getBytes(StandardCharsets.UTF_8))) {
            intake.message(bytes, 0, bytes.length, ARRIVAL);
        }

        assertThat(told).hasSize(5).allMatch(each -> each.startsWith("malformed: "));
        assertThat(told.subList(0, 3)).allMatch(each -> each.contains("the message is UTF-16: messages are UTF-8; "));
        assertThat(told.get(3)).contains("the message is gzip: ");
        assertThat(told.get(4)).doesNotContain("the message is");
    }

    @Test
    void allThatIsWrongWithAMessageIsOneRejectionOfTheFirstReasonAfterItsReadings() {
        arrives(
                intake(PayloadFormat.SENML),
                "[{'bn':'a:','bt':1767225600,'n':'ahead','v':1,'t':400},{'n':'good','v':2},{'n':'wrong','v':'x'},{'n':'none'}]");

        assertThat(told)
                .containsExactly(
                        "a good 2.0",
                        "future: event time 2026-01-01T00:06:40Z is PT6M40S ahead of its arrival; "
                                + "/2/v should be a number but is a string; /3/v is missing");
    }

    @Test
    void sendersWordsMakeNoDetailLongerThanAnybodyReads() {
        MessageIntake intake = intake(PayloadFormat.WIDE);

        arrives(intake, "{'" + "n".repeat(500_000) + "':1,'" + "n".repeat(500_000) + "':1}");

        assertThat(told)
                .singleElement()
                .asString()
                .isEqualTo("malformed: " + "n".repeat(1_000) + "… appears twice at byte 500006");
    }

    @Test
    void nothingIsLeftOfTheMessageBefore() {
        MessageIntake intake = intake(PayloadFormat.FLAT);

        arrives(intake, "{'deviceId':'a'}");
        arrives(intake, "{'deviceId':'a','metric':'m','value':1,'timestamp':1767225600000}");
        arrives(intake, "[");

        assertThat(told)
                .containsExactly(
                        "missing_field: /metric is missing; /value is missing; /timestamp is missing",
                        "a m 1.0",
                        "malformed: found '[' where an object should begin at byte 0");
    }

    @Test
    void aMessageWithVeryMuchWrongIsNotToldOfToItsEnd() {
        StringBuilder pack = new StringBuilder("[{'bn':'a:','bt':1767225600,'n':'b'}");
        for (int record = 1; record < 1_000; record++) {
            pack.append(",{'n':'b'}");
        }

        arrives(intake(PayloadFormat.SENML), pack.append(']').toString());

        assertThat(told)
                .singleElement()
                .satisfies(rejection -> assertThat(rejection)
                        .startsWith("missing_field: /0/v is missing; /1/v is missing; ")
                        .matches(".*; /\\d+/v is missing; and \\d+ more")
                        .hasSizeBetween(1_950, 2_015));
        int last = Integer.parseInt(told.get(0).replaceAll(".*/(\\d+)/v is missing; and .*", "$1"));
        assertThat(told.get(0)).endsWith("; and " + (1_000 - last - 1) + " more");
    }

    @Test
    void oneThingWrongIsNotToldOfBeyondTheLongestDetailEither() {
        MessageIntake intake = intake(PayloadFormat.FLAT);

        intake.refused(RejectionReason.MALFORMED, "x".repeat(1_998) + "\uD83D\uDE00\uD83D\uDE00");
        arrives(intake, "[{'" + "y".repeat(5_000) + "'");

        assertThat(told.get(0)).isEqualTo("malformed: " + "x".repeat(1_998) + "…");
        assertThat(told.get(1)).hasSizeLessThan(2_015);
    }

    @Test
    void aReadingUpToTheLimitBeforeItsArrivalIsTakenAndOneBeyondItIsOutOfRange() {
        TimePolicy time = new TimePolicy(
                Duration.ZERO, Duration.ofHours(1), Duration.ofMinutes(5), Option.some(Duration.ofDays(3_650)));
        MessageIntake intake = new MessageIntake(PayloadPlan.DEFAULT, WindowBook.EMPTY, time, target);

        arrives(intake, "{'deviceId':'a','metric':'m','value':1,'timestamp':'2016-01-04T00:00:00Z'}");
        arrives(intake, "{'deviceId':'a','metric':'m','value':2,'timestamp':'2016-01-03T23:59:59.999999Z'}");

        assertThat(told)
                .containsExactly(
                        "a m 1.0",
                        "out_of_range: event time 2016-01-03T23:59:59.999999Z is PT87600H before its arrival,"
                                + " longer than time.past allows");
    }

    @Test
    void aTombstoneAndWhatASourceRefusesAreRejectedAsWell() {
        MessageIntake intake = intake(PayloadFormat.FLAT);

        intake.tombstone();
        intake.refused(RejectionReason.TOO_LARGE, "the line is too long");

        assertThat(told)
                .containsExactly("malformed: a tombstone: the message has no value", "too_large: the line is too long");
    }

    @Test
    void aMessageLargerThanThePipelineAllowsIsRejected() {
        MessageIntake intake = new MessageIntake(
                new PayloadPlan(PayloadFormat.FLAT, 10, 1), WindowBook.EMPTY, TimePolicy.DEFAULT, target);

        arrives(intake, "{'deviceId':'a'}");

        assertThat(told).containsExactly("too_large: the message has 16 bytes, more than 10");
    }

    @Test
    void aMessageWithoutADeviceIsItsSenders() {
        MessageIntake intake = intake(PayloadFormat.FLAT);
        Slice sender = new Slice();
        sender.set(new byte[] {'s'}, 0, 1);

        intake.sender(sender);
        arrives(intake, "{'metric':'m','value':1,'timestamp':1767225600000}");

        assertThat(told).containsExactly("s m 1.0");
    }

    @Test
    void aReadingThatWasDecodedBeforeIsLookedAtLikeOneOfAMessage() {
        DecodedReading reading = new DecodedReading();
        reading.device().set(new byte[] {'a'}, 0, 1);
        reading.metric().set(new byte[] {'m'}, 0, 1);
        MessageIntake intake = intake(PayloadFormat.FLAT);

        reading.eventTime(ARRIVAL + 300_000_000);
        intake.reading(reading, ARRIVAL);
        intake.reading(reading, ARRIVAL - 1);

        assertThat(told)
                .containsExactly("a m 0.0", "future: event time 2026-01-01T00:05:00Z is PT5M ahead of its arrival");
    }

    @Test
    void ofHistoryToo_whatWasMeasuredAfterItsArrivalIsOfTheFuture() {
        MessageIntake intake = MessageIntake.ofHistory(PayloadFormat.FLAT, TimePolicy.DEFAULT, target);

        arrives(intake, "{'deviceId':'a','metric':'m','value':1,'timestamp':'9999-01-01T00:00:00Z'}");
        arrives(intake, "{'deviceId':'a','metric':'m','value':2,'timestamp':'1970-01-02T00:00:00Z'}");

        assertThat(told).hasSize(2).contains("a m 2.0").anyMatch(each -> each.startsWith("future: "));
    }

    @ParameterizedTest
    @EnumSource(PayloadFormat.class)
    void aGoodMessageAllocatesNothing(PayloadFormat format) {
        String text = switch (format) {
            case FLAT -> "{'deviceId':'a','metric':'m','value':81.5,'timestamp':1767225600010}";
            case WIDE -> "{'deviceId':'a','timestamp':1767225600010,'m':81.5,'n':3}";
            case SENML -> "[{'bn':'a:','bt':1767225600,'n':'m','v':81.5},{'n':'n','v':3}]";
        };
        byte[] message = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        Counting counting = new Counting();
        MessageIntake intake = new MessageIntake(
                new PayloadPlan(format, PayloadPlan.DEFAULT.maxBytes(), 1),
                WindowBook.EMPTY,
                TimePolicy.DEFAULT,
                counting);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        takeAll(intake, message);
        long before = threads.getThreadAllocatedBytes(thread);
        takeAll(intake, message);
        long allocated = threads.getThreadAllocatedBytes(thread) - before;
        // A little is the measurement's own; one object a message would be 16 bytes.
        assertThat(allocated / MESSAGES).isLessThan(8);
        assertThat(counting.readings).isPositive();
    }

    private static void takeAll(MessageIntake intake, byte[] message) {
        for (int i = 0; i < MESSAGES; i++) {
            intake.message(message, 0, message.length, ARRIVAL);
        }
    }

    private static final class Counting implements IntakeTarget {
        private int readings;

        @Override
        public void taken(DecodedReading reading) {
            readings++;
        }

        @Override
        public void rejected(Rejection rejection) {
            throw new AssertionError(rejection);
        }
    }
}
