package io.vigie.application.intake;

import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.decoding.DecodedMessage;
import io.vigie.application.decoding.DecodedReading;
import io.vigie.application.decoding.DecodingLimits;
import io.vigie.application.decoding.MessageDecoder;
import io.vigie.application.decoding.Slice;
import io.vigie.application.plan.PayloadFormat;
import io.vigie.application.plan.PayloadPlan;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.Defect;
import io.vigie.domain.reading.RejectionReason;
import io.vigie.domain.window.WindowBook;
import org.jspecify.annotations.Nullable;

/**
 * From the bytes of messages to the readings that are taken, and for each message at most one rejection of all that is
 * not: what its decoder finds wrong, and readings of too long ago or from the future. Which readings are too late, the state of their
 * device must tell; that makes rejections of its own, in the words of {@link Rejection#late}.
 *
 * <p>A message with nothing wrong allocates nothing here. For one thread.
 */
public final class MessageIntake {

    private final MessageDecoder decoder;

    private final TimePolicy time;

    private final IntakeTarget target;
    private final DecodedMessage decoded = new Checked();
    private final Defects defects = new Defects();

    /** That of the message under way, in microseconds since 1970. */
    private long arrival;

    /**
     * An intake of a pipeline.
     *
     * @param payload what the messages are like
     * @param windows those that readings are counted in, where they are
     * @param time what event times readings may have
     */
    public MessageIntake(PayloadPlan payload, WindowBook windows, TimePolicy time, IntakeTarget target) {
        this(MessageDecoder.of(payload, windows), time, target);
    }

    private MessageIntake(MessageDecoder decoder, TimePolicy time, IntakeTarget target) {
        this.decoder = decoder;
        this.time = time;
        this.target = target;
    }

    /** An intake of what arrived long ago. */
    public static MessageIntake ofHistory(PayloadFormat format, TimePolicy time, IntakeTarget target) {
        return new MessageIntake(MessageDecoder.of(format, DecodingLimits.DEFAULT), time, target);
    }

    /** Says whose the messages from now on are that do not name a device themselves, as a decoder is told it. */
    public void sender(Slice device) {
        decoder.sender(device);
    }

    /** Says how many bytes of tags each reading of the messages from now on is given, as a decoder is told it. */
    public void tagged(int bytes) {
        decoder.tagged(bytes);
    }

    /**
     * A message has arrived.
     *
     * @param buffer holds the message
     * @param offset where it starts
     * @param length its length in bytes
     * @param arrivalTime when it arrived, in microseconds since 1970
     */
    public void message(byte[] buffer, int offset, int length, long arrivalTime) {
        arrival = arrivalTime;
        defects.clear();
        decoder.decode(buffer, offset, length, arrivalTime, decoded);
        if (defects.isMalformed()) {
            ForeignBytes.told(buffer, offset, length).forEach(defects::isInstead);
        }
        defects.tell(target);
    }

    /** A message without a value has arrived. */
    public void tombstone() {
        target.rejected(Rejection.tombstone());
    }

    /** A message has arrived that its source found it could not hand over. */
    public void refused(RejectionReason reason, String detail) {
        target.rejected(new Rejection(reason, detail));
    }

    /** A reading has arrived that was decoded before, by itself; the time is in microseconds since 1970. */
    public void reading(DecodedReading reading, long arrivalTime) {
        arrival = arrivalTime;
        defects.clear();
        decoded.reading(reading);
        defects.tell(target);
    }

    /** Why a reading of this event time is not taken, where it is not; both times are in microseconds since 1970. */
    public Option<Rejection> refusal(long eventTime, long arrivalTime) {
        return Option.of(check(eventTime, arrivalTime));
    }

    private @Nullable Rejection check(long eventTime, long arrivalTime) {
        if (time.isPast(eventTime, arrivalTime)) {
            return Rejection.past(eventTime, arrivalTime);
        }
        return time.isFuture(eventTime, arrivalTime) ? Rejection.future(eventTime, arrivalTime) : null;
    }

    /** Looks at what the decoder finds, before the target has it. */
    private final class Checked implements DecodedMessage {

        @Override
        public void reading(DecodedReading reading) {
            Rejection rejection = check(reading.eventTime(), arrival);
            if (rejection == null) {
                target.taken(reading);
            } else {
                defects.add(rejection);
            }
        }

        @Override
        public void rejected(Seq<Defect> found, int more) {
            found.forEach(defect -> defects.add(Rejection.of(defect)));
            defects.add(more);
        }
    }
}
