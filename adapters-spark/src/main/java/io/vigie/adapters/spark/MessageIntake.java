package io.vigie.adapters.spark;

import io.vavr.collection.Seq;
import io.vigie.adapters.spark.spi.MessageBlock;
import io.vigie.adapters.spark.spi.MessageHeader;
import io.vigie.application.decoding.DecodedMessage;
import io.vigie.application.decoding.DecodedReading;
import io.vigie.application.decoding.DecodingLimits;
import io.vigie.application.decoding.MessageDecoder;
import io.vigie.application.decoding.Slice;
import io.vigie.application.plan.Output;
import io.vigie.application.port.out.LostRange;
import io.vigie.domain.monitor.Microseconds;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.Defect;
import io.vigie.domain.reading.RejectionReason;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Decodes messages, and gathers those that are not to be taken. What becomes of readings, and how what has gathered is
 * handed over, is a stage's own. For one thread.
 */
abstract class MessageIntake implements DecodedMessage {

    /** What has gathered is handed over when it has so many bytes. */
    private static final int MOST_BYTES = 32 << 20;

    private static final int MOST_DETAIL = 2_000;

    /** The message under way. */
    final SourceMessage message = new SourceMessage();

    private final MessageDecoder decoder;
    private final TimePolicy time;
    private final boolean keepsRejected;
    private final HeaderUse use;
    private final HeaderTags headerTags = new HeaderTags();
    private final Slice sender = new Slice();
    private final Map<RejectionReason, RejectedChunkWriter> rejected = new EnumMap<>(RejectionReason.class);
    private final ViolationChunkWriter violations = new ViolationChunkWriter();
    private final boolean keepsViolations;
    private long gathered;

    /** Those of the message under way, as far as they are used. */
    private List<MessageHeader> headers = List.of();

    private @Nullable String source;
    private @Nullable String partition;
    private @Nullable RejectionReason reason;
    private @Nullable StringJoiner details;

    MessageIntake(StagePlan plan) {
        decoder = MessageDecoder.of(
                plan.payload().format(),
                new DecodingLimits(
                        plan.payload().maxBytes(),
                        DecodingLimits.DEFAULT.maxDepth(),
                        DecodingLimits.DEFAULT.maxNumberLength(),
                        DecodingLimits.DEFAULT.maxReadings()));
        time = plan.time();
        keepsRejected = plan.writes(Output.REJECTED);
        keepsViolations = plan.writes(Output.VIOLATIONS);
        use = plan.headers();
    }

    /** Takes a reading that may be taken; answers with how many bytes it keeps of it. */
    abstract int take(DecodedReading reading);

    /** Hands over what needs no state: rejected messages, violations, messages that are gone. */
    abstract void handOver(Chunk chunk);

    final @Nullable String source() {
        return source;
    }

    final @Nullable String partition() {
        return partition;
    }

    /** Goes on to messages of this source; what is handed over is of one stretch of a source only. */
    final void source(@Nullable String name, @Nullable String part) {
        if (!Objects.equals(name, source) || !Objects.equals(part, partition)) {
            flush();
            source = name;
            partition = part;
        }
    }

    /** Tells of messages that are gone before they were read. */
    final void lost(LostRange range) {
        handOver(new Chunk.Lost(range));
    }

    /** Takes one message. */
    final void message(byte[] buffer, int from, int length, long place, long arrivedAt) {
        message.set(buffer, from, length, place, arrivedAt);
        decode();
    }

    /** Takes the message that a block is at. */
    final void message(MessageBlock block) {
        message.set(block);
        decode();
    }

    private void decode() {
        begin();
        if (message.isTombstone) {
            reject(RejectionReason.MALFORMED, "a tombstone: the message has no value");
        } else {
            if (use.isAny()) {
                readHeaders();
            }
            decoder.decode(message.buffer, message.from, message.length, message.arrival, this);
        }
        end();
    }

    private void readHeaders() {
        byte[] encoded = message.headers();
        headers = encoded == null ? List.of() : use.read(encoded);
        message.arrival = use.arrival(headers, message.arrival);
        if (use.deviceFromIotHub()) {
            IotHub.device(headers, sender);
            decoder.sender(sender);
        }
    }

    /** Takes a message that its source found it could not hand over. */
    final void refused(byte[] buffer, long place, long arrivedAt, RejectionReason why, String detail) {
        message.set(buffer, 0, buffer.length, place, arrivedAt);
        begin();
        reject(why, detail);
        end();
    }

    /** Takes a reading that was decoded before. */
    final void reading(DecodedReading reading, long place, long arrivedAt) {
        message.set(new byte[0], 0, 0, place, arrivedAt);
        begin();
        reading(reading);
        end();
    }

    private void begin() {
        reason = null;
        details = null;
    }

    private void end() {
        if (reason != null && details != null) {
            RejectedChunkWriter writer =
                    rejected.computeIfAbsent(reason, ignored -> new RejectedChunkWriter(keepsRejected));
            int before = writer.size();
            writer.add(details.toString(), message, source, partition);
            gathered += writer.size() - before;
        }
        if (gathered > MOST_BYTES) {
            flush();
        }
    }

    @Override
    public final void reading(DecodedReading reading) {
        long eventTime = reading.eventTime();
        if (time.isFuture(eventTime, message.arrival)) {
            reject(
                    RejectionReason.FUTURE,
                    "event time " + Microseconds.instant(eventTime) + " is "
                            + Duration.ofSeconds((eventTime - message.arrival) / 1_000_000) + " ahead of its arrival");
            return;
        }
        if (!use.asTags() || headers.isEmpty()) {
            gathered += take(reading);
        } else {
            int own = reading.tags().size();
            headerTags.add(headers, reading.tags());
            gathered += take(reading);
            reading.tags().keep(own);
        }
        if (gathered > MOST_BYTES) {
            flush(); // one message may hold thousands of readings
        }
    }

    /** Keeps what a reading violates by itself, where that is wanted. */
    final void violated(DecodedReading reading, List<String> rules) {
        if (keepsViolations && !rules.isEmpty()) {
            int before = violations.size();
            violations.add(reading, rules, message.offset, message.arrival);
            gathered += violations.size() - before;
        }
    }

    @Override
    public final void rejected(Seq<Defect> defects) {
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
        rejected.forEach((why, writer) -> {
            if (writer.count() > 0) {
                handOver(writer.take(why));
            }
        });
        if (violations.count() > 0) {
            handOver(violations.take(source, partition));
        }
        gathered = 0;
    }
}
