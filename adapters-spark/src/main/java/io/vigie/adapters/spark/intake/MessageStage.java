package io.vigie.adapters.spark.intake;

import io.vavr.collection.HashMap;
import io.vavr.control.Option;
import io.vigie.adapters.spark.rows.Chunk;
import io.vigie.adapters.spark.rows.RejectedChunkWriter;
import io.vigie.adapters.spark.rows.SourceMessage;
import io.vigie.adapters.spark.rows.ViolationChunkWriter;
import io.vigie.adapters.spark.spi.messages.HeaderUse;
import io.vigie.adapters.spark.spi.messages.MessageBlock;
import io.vigie.adapters.spark.spi.messages.MessageColumns;
import io.vigie.adapters.spark.spi.messages.MessageHeader;
import io.vigie.application.decoding.DecodedReading;
import io.vigie.application.decoding.Slice;
import io.vigie.application.intake.IntakeTarget;
import io.vigie.application.intake.MessageIntake;
import io.vigie.application.intake.Rejection;
import io.vigie.application.plan.Output;
import io.vigie.application.port.out.LostRange;
import io.vigie.application.port.out.ReadArrivals;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.reading.RejectionReason;
import io.vigie.domain.window.WindowBook;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Has an intake take messages, and gathers those that it rejects. What becomes of readings, and how what has gathered is
 * handed over, is a stage's own. For one thread.
 */
abstract class MessageStage {

    /** What has gathered is handed over when it has so many bytes. */
    private static final int MOST_BYTES = 32 << 20;

    private static final byte[] NOTHING = {};

    /** The name of a source's only part. */
    private static final String ALL = "";

    /** Stands for the moment from which messages may be of the future, where that is each one's arrival. */
    static final long AS_THEY_ARRIVE = Long.MIN_VALUE;

    /** The message under way. */
    final SourceMessage message = new SourceMessage();

    private final MessageIntake intake;
    private final boolean keepsRejected;
    private final HeaderUse use;
    private final HeaderTags headerTags = new HeaderTags();
    private final Slice sender = new Slice();
    private final Map<RejectionReason, RejectedChunkWriter> rejected = new EnumMap<>(RejectionReason.class);
    private final ViolationChunkWriter violations = new ViolationChunkWriter();
    private final boolean keepsViolations;
    private final AlikeRejections alike = new AlikeRejections(this::rejectedAlike);
    private long gathered;
    private long now = AS_THEY_ARRIVE;

    /** Whether the message under way is a line of a file. */
    private boolean isLine;

    /** Those of the message under way, as far as they are used. */
    private List<MessageHeader> headers = List.of();

    /** Whether the tags that they make are ready. */
    private boolean areHeadersTags;

    private long headersLeftOut;

    private @Nullable String source;
    private @Nullable String partition;

    /** How many readings of the message under way were taken. */
    private int position;

    private final Map<String, Long> arrivals;
    private final long planned;

    /** Whether parts of the source are counted by themselves: files are one, and their arrivals are counted before. */
    private final boolean inParts;

    /** The largest arrival of the part under way, and the first of this stretch of it. */
    private long latestArrival;

    private long firstArrival = Microseconds.NONE;

    /**
     * A stage.
     *
     * @param inParts whether the source has partitions, and messages in them
     */
    MessageStage(StagePlan plan, boolean inParts) {
        this.inParts = inParts;
        arrivals = plan.arrivals();
        planned = plan.planned();
        latestArrival = arrivals.getOrDefault(ALL, Microseconds.NONE);
        intake = new MessageIntake(
                plan.payload(),
                plan.writes(Output.WINDOWS) ? plan.windows() : WindowBook.EMPTY,
                plan.time(),
                new Outcome());
        keepsRejected = plan.writes(Output.REJECTED);
        keepsViolations = plan.writes(Output.VIOLATIONS);
        use = plan.headers();
    }

    /** Takes a reading that may be taken; answers with how many bytes it keeps of it. */
    abstract int take(DecodedReading reading);

    /** Hands over what needs no state: rejected messages, violations, messages that are gone. */
    abstract void handOver(Chunk chunk);

    /** The place of the reading that is taken among those of its message, from 0 on. */
    final int position() {
        return position;
    }

    final @Nullable String source() {
        return source;
    }

    final @Nullable String partition() {
        return partition;
    }

    /** Goes on to messages of this source; what is handed over is of one stretch of a source only. */
    final void source(@Nullable String name, @Nullable String part) {
        if (!Objects.equals(name, source) || !Objects.equals(part, partition)) {
            end();
            source = name;
            partition = part;
            firstArrival = Microseconds.NONE;
            latestArrival = arrivals.getOrDefault(part(), Microseconds.NONE);
        }
    }

    /** The name of the part under way, as the source's backlog has it. */
    final String part() {
        return inParts ? MessageColumns.part(source, partition) : ALL;
    }

    /** How far the part under way was read; nothing where no message of it was. */
    final @Nullable ReadArrivals read() {
        return firstArrival == Microseconds.NONE
                ? null
                : new ReadArrivals(
                        HashMap.of(part(), latestArrival),
                        firstArrival,
                        Microseconds.NONE,
                        Microseconds.NONE,
                        Option.none());
    }

    /**
     * When the message under way counts as arrived: within a part no arrival is before the one before it, and none is
     * after the batch was planned.
     */
    private void count() {
        if (inParts && planned != Microseconds.NEVER) {
            boolean isAbsent = message.arrival <= 0;
            long itself = isAbsent ? latestArrival == Microseconds.NONE ? planned : latestArrival : message.arrival;
            message.arrival = Math.max(Math.min(itself, planned), latestArrival);
        }
        latestArrival = Math.max(latestArrival, message.arrival);
        firstArrival = firstArrival == Microseconds.NONE ? message.arrival : firstArrival;
    }

    /** From this moment on, in microseconds since 1970, the messages to come may be of the future. */
    final void now(long moment) {
        now = moment;
    }

    /** Tells of messages that are gone before they were read. */
    final void lost(LostRange range) {
        handOver(new Chunk.Lost(range));
    }

    /** Takes a message that is a line of a file. */
    final void line(byte[] buffer, int from, int length, long place, long arrivedAt) {
        message.set(buffer, from, length, place, arrivedAt);
        isLine = true;
        handIn();
    }

    /** Takes the message that a block is at. */
    final void message(MessageBlock block) {
        message.set(block);
        isLine = false;
        handIn();
    }

    private void handIn() {
        if (use.isAny() && !message.isTombstone) {
            readHeaders();
        }
        count();
        position = 0;
        if (message.isTombstone) {
            intake.tombstone();
            return;
        }
        intake.message(message.buffer, message.from, message.length, now == AS_THEY_ARRIVE ? message.arrival : now);
    }

    private void readHeaders() {
        byte[] encoded = message.headers();
        headers = encoded == null ? List.of() : use.read(encoded);
        areHeadersTags = false;
        message.arrival = use.arrival(headers, message.arrival);
        byte[] device = use.device(headers);
        sender.clear();
        if (device != null) {
            sender.set(device, 0, device.length);
        }
        intake.sender(sender);
        if (use.asTags()) {
            intake.tagged(HeaderTags.bytes(headers));
        }
    }

    /** Takes a message that its source found it could not hand over. */
    final void refused(byte[] buffer, long place, long arrivedAt, RejectionReason why, String detail) {
        message.set(buffer, 0, buffer.length, place, arrivedAt);
        isLine = false;
        count();
        intake.refused(why, detail);
    }

    /** Takes a reading that was decoded before; it had this position in its message. */
    final void reading(DecodedReading reading, long place, int itsPosition, long arrivedAt) {
        message.set(NOTHING, 0, 0, place, arrivedAt);
        isLine = false;
        count();
        position = itsPosition;
        intake.reading(reading, arrivedAt);
    }

    private void grow(int bytes) {
        gathered += bytes;
        if (gathered > MOST_BYTES) {
            flush();
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

    /** A stretch of a source is at its end: hands over all that is to be told of it. */
    final void end() {
        alike.end();
        flush();
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
        if (headersLeftOut > 0) {
            handOver(new Chunk.HeadersLeftOut(headersLeftOut));
            headersLeftOut = 0;
        }
        gathered = 0;
    }

    private RejectedChunkWriter writer(RejectionReason reason) {
        return rejected.computeIfAbsent(reason, ignored -> new RejectedChunkWriter(keepsRejected));
    }

    private void rejectedAlike(Rejection rejection, byte[] line, long place, long arrivedAt, long count) {
        RejectedChunkWriter writer = writer(rejection.reason());
        int before = writer.size();
        writer.add(rejection.detail(), SourceMessage.Whole.ofValue(line), source, partition, place, arrivedAt, count);
        gathered += writer.size() - before;
    }

    /** What the intake makes of the message under way. */
    private final class Outcome implements IntakeTarget {

        @Override
        public void taken(DecodedReading reading) {
            // One message may hold thousands of readings: each may be the one that makes a handing over due.
            if (!use.asTags() || headers.isEmpty()) {
                grow(take(reading));
                position++;
                return;
            }
            if (!areHeadersTags) {
                headerTags.message(headers);
            }
            int own = reading.tags().size();
            int leftOut = headerTags.addTo(reading.tags());
            // Once a message, whose readings have the same headers.
            headersLeftOut += areHeadersTags ? 0 : leftOut;
            areHeadersTags = true;
            int kept = take(reading);
            position++;
            reading.tags().keep(own);
            grow(kept);
        }

        @Override
        public void rejected(Rejection rejection) {
            if (keepsRejected
                    && isLine
                    && !alike.isToBeTold(
                            rejection, message.buffer, message.from, message.length, message.offset, message.arrival)) {
                return;
            }
            RejectedChunkWriter writer = writer(rejection.reason());
            int before = writer.size();
            writer.add(rejection.detail(), message, source, partition);
            if (writer.size() > Chunk.LARGEST) {
                handOver(writer.take(rejection.reason()));
                gathered -= before;
            } else {
                grow(writer.size() - before);
            }
        }
    }
}
