package io.vigie.adapters.spark;

import io.vavr.collection.Seq;
import io.vigie.application.decoding.DecodedMessage;
import io.vigie.application.decoding.DecodedReading;
import io.vigie.application.decoding.DecodingLimits;
import io.vigie.application.decoding.MessageDecoder;
import io.vigie.application.decoding.Slice;
import io.vigie.application.plan.Output;
import io.vigie.domain.monitor.Microseconds;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.monitor.Violations;
import io.vigie.domain.reading.Defect;
import io.vigie.domain.reading.RejectionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import scala.Tuple4;

/** Decodes messages and packs what is in them, by device and by reason. For one thread. */
final class MessagePacker implements DecodedMessage {

    /** Packs are handed over when so many bytes have gathered, or so many devices. */
    private static final int MOST_BYTES = 32 << 20;

    private static final int MOST_DEVICES = 200_000;
    private static final int MOST_DETAIL = 2_000;

    private final MessageDecoder decoder;
    private final TimePolicy time;
    private final Violations violations;
    private final boolean keepsRejected;
    private final boolean sendsMessages;

    /** A reading this much after the newest arrival, or less, can be too late; a later one cannot. */
    private final long tooLateFrom;

    /** No message that is here now arrived later, though it may have come before messages that arrived earlier. */
    private final long newestArrival = System.currentTimeMillis() * 1_000;

    private final Map<RejectionReason, RejectedChunkWriter> rejected = new EnumMap<>(RejectionReason.class);
    private final Queue<Tuple4<String, String, byte[], Instant>> packs;
    private final boolean tellsClock;
    private final boolean movesClock;
    private DeviceTable devices;
    private long gathered;

    /** The largest event time that was accepted, and the one that was told of last. */
    private long largestTime = Long.MIN_VALUE;

    private long toldTime = Long.MIN_VALUE;

    private @Nullable String source;
    private @Nullable String partition;

    /** The message under way. */
    private final Slice message = new Slice();

    private long offset;
    private long arrival;
    private @Nullable RejectionReason reason;
    private @Nullable StringJoiner details;
    private @Nullable ReadingChunkWriter previousDevice;
    private long previousTime;

    /**
     * For a pipeline.
     *
     * @param sendsMessages whether the message of a reading that may turn out too late goes along with it
     * @param packs takes the packs that are ready
     */
    MessagePacker(StagePlan plan, boolean sendsMessages, Queue<Tuple4<String, String, byte[], Instant>> packs) {
        decoder = MessageDecoder.of(
                plan.payload().format(),
                new DecodingLimits(
                        plan.payload().maxBytes(),
                        DecodingLimits.DEFAULT.maxDepth(),
                        DecodingLimits.DEFAULT.maxNumberLength(),
                        DecodingLimits.DEFAULT.maxReadings()));
        time = plan.time();
        violations = new Violations(plan.rules());
        keepsRejected = plan.writes(Output.REJECTED);
        this.sendsMessages = keepsRejected && sendsMessages;
        tooLateFrom =
                Microseconds.of(time.future()) - Microseconds.of(time.outOfOrder()) - Microseconds.of(time.late());
        this.packs = packs;
        tellsClock = plan.clocked();
        movesClock = plan.waits().isDefined();
        devices = newTable();
    }

    private DeviceTable newTable() {
        return new DeviceTable(device -> new ReadingChunkWriter(device, metric -> violations.check(device, metric)));
    }

    /** Goes on to messages of this source; packs hold messages of one stretch of a source only. */
    void source(@Nullable String name, @Nullable String part) {
        if (!Objects.equals(name, source) || !Objects.equals(part, partition)) {
            flush();
            source = name;
            partition = part;
        }
    }

    /** Takes one message. */
    void message(byte[] buffer, int from, int length, long place, long arrivedAt) {
        begin(buffer, from, length, place, arrivedAt);
        decoder.decode(buffer, from, length, arrivedAt, this);
        end();
    }

    /** Takes a message that its source found it could not hand over. */
    void refused(byte[] buffer, long place, long arrivedAt, RejectionReason why, String detail) {
        begin(buffer, 0, buffer.length, place, arrivedAt);
        reject(why, detail);
        end();
    }

    /** Takes a reading that was decoded before. */
    void reading(DecodedReading reading, long place, long arrivedAt) {
        begin(new byte[0], 0, 0, place, arrivedAt);
        reading(reading);
        end();
    }

    private void begin(byte[] buffer, int from, int length, long place, long arrivedAt) {
        message.set(buffer, from, length);
        offset = place;
        arrival = arrivedAt;
        reason = null;
        details = null;
        previousDevice = null;
    }

    private void end() {
        if (reason != null && details != null) {
            RejectedChunkWriter writer =
                    rejected.computeIfAbsent(reason, ignored -> new RejectedChunkWriter(keepsRejected));
            int before = writer.size();
            writer.add(
                    details.toString(),
                    message.buffer(),
                    message.offset(),
                    message.length(),
                    source,
                    partition,
                    offset,
                    arrival);
            gathered += writer.size() - before;
        }
        if (gathered > MOST_BYTES) {
            flush();
        }
    }

    @Override
    public void reading(DecodedReading reading) {
        long eventTime = reading.eventTime();
        if (time.isFuture(eventTime, arrival)) {
            reject(
                    RejectionReason.FUTURE,
                    "event time " + Microseconds.instant(eventTime) + " is "
                            + Duration.ofSeconds((eventTime - arrival) / 1_000_000) + " ahead of its arrival");
            return;
        }
        largestTime = Math.max(largestTime, eventTime);
        ReadingChunkWriter device = devices.of(reading.device());
        boolean mayBeTooLate = sendsMessages
                && eventTime < Math.max(arrival, newestArrival) + tooLateFrom
                && (device != previousDevice || eventTime != previousTime);
        int before = device.size();
        device.add(reading, offset, arrival, mayBeTooLate ? message : null);
        gathered += device.size() - before;
        previousDevice = device;
        previousTime = eventTime;
    }

    @Override
    public void rejected(Seq<Defect> defects) {
        for (Defect defect : defects) {
            reject(defect.reason(), defect.detail());
        }
    }

    private void reject(RejectionReason why, String detail) {
        if (reason == null || details == null) {
            reason = why;
            details = new StringJoiner("; ");
        }
        if (details.length() < MOST_DETAIL) {
            details.add(detail);
        }
    }

    /** Hands over all that has gathered. */
    void flush() {
        String name = source;
        String part = partition;
        for (ReadingChunkWriter device : devices.writers()) {
            if (!device.isEmpty()) {
                packs.add(Pack.readings(device.device(), device.take(name, part)));
            }
        }
        rejected.forEach((why, writer) -> {
            if (writer.count() > 0) {
                packs.add(Pack.rejected(why.word(), packs.size(), writer.take()));
            }
        });
        if (tellsClock && largestTime > toldTime) {
            packs.add(Pack.clock(Ticks.of(largestTime - Microseconds.of(time.outOfOrder())), movesClock));
            toldTime = largestTime;
        }
        if (devices.writers().size() > MOST_DEVICES) {
            devices = newTable();
        }
        gathered = 0;
    }
}
