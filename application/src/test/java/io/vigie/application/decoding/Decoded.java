package io.vigie.application.decoding;

import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.plan.PayloadFormat;
import io.vigie.application.plan.PayloadPlan;
import io.vigie.domain.reading.Defect;
import io.vigie.domain.reading.SensorReading;
import io.vigie.domain.reading.TimeNotation;
import io.vigie.domain.window.WindowBook;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a decoder hands out for one message, copied so that it stays. */
final class Decoded implements DecodedMessage {

    /** When the messages of the tests arrive: 2026-01-01T00:00:00Z. */
    static final long ARRIVAL = 1_767_225_600_000_000L;

    final List<SensorReading> readings = new ArrayList<>();
    final List<String> rescued = new ArrayList<>();
    final List<Defect> defects = new ArrayList<>();
    int more;
    private int rejections;

    static Decoded flat(String message) {
        return of(PayloadFormat.FLAT, DecodingLimits.DEFAULT, message.getBytes(StandardCharsets.UTF_8));
    }

    static Decoded wide(String message) {
        return of(PayloadFormat.WIDE, DecodingLimits.DEFAULT, message.getBytes(StandardCharsets.UTF_8));
    }

    static Decoded senMl(String message) {
        return of(PayloadFormat.SENML, DecodingLimits.DEFAULT, message.getBytes(StandardCharsets.UTF_8));
    }

    static Decoded of(PayloadFormat format, DecodingLimits limits, byte[] message) {
        return by(MessageDecoder.of(format, limits), message);
    }

    /** Of a format whose messages write their times so; none where their arrival counts. */
    static Decoded timed(PayloadFormat format, Option<TimeNotation> times, String message) {
        PayloadPlan payload = new PayloadPlan(format, PayloadPlan.DEFAULT.maxBytes(), 1, times);
        return by(MessageDecoder.of(payload, WindowBook.EMPTY), message.getBytes(StandardCharsets.UTF_8));
    }

    static Decoded by(MessageDecoder decoder, byte[] message) {
        Decoded decoded = new Decoded();
        // Between other bytes, as in a file's block: a decoder must look neither before nor beyond.
        byte[] buffer = new byte[message.length + 5];
        Arrays.fill(buffer, (byte) '"');
        System.arraycopy(message, 0, buffer, 3, message.length);
        decoder.decode(buffer, 3, message.length, ARRIVAL, decoded);
        return decoded;
    }

    @Override
    public void reading(DecodedReading reading) {
        if (rejections > 0) {
            throw new AssertionError("a reading after the rejection");
        }
        readings.add(reading.toReading());
        rescued.add(reading.rescued().toString());
    }

    @Override
    public void rejected(Seq<Defect> found, int others) {
        if (++rejections > 1 || found.isEmpty()) {
            throw new AssertionError("a second rejection, or one without a defect");
        }
        defects.addAll(found.asJava());
        more = others;
    }

    /** The only reading of a message that has no defect. */
    SensorReading reading() {
        if (readings.size() != 1 || !defects.isEmpty()) {
            throw new AssertionError("not one reading alone but " + this);
        }
        return readings.get(0);
    }

    /** What is wrong with a message that has no reading. */
    List<Defect> defects() {
        if (!readings.isEmpty()) {
            throw new AssertionError("no rejection alone but " + this);
        }
        return defects;
    }

    /** The sentences of {@link #defects()}. */
    List<String> details() {
        return defects().stream().map(Defect::detail).toList();
    }

    @Override
    public String toString() {
        return "readings " + readings + ", rescued " + rescued + ", defects " + defects;
    }
}
