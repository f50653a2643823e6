package io.vigie.adapters.spark;

import io.vavr.control.Option;
import io.vigie.application.plan.Output;
import io.vigie.application.port.out.TransitionKind;
import io.vigie.domain.monitor.ForgottenAlarm;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.rule.Severity;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.ObjLongConsumer;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;
import scala.Tuple5;

/**
 * Rows of one output, packed: what the stateful stage hands over, a few hundred bytes to a megabyte each. The engine
 * moves and keeps chunks; they become rows only where they are written.
 */
final class Chunk {

    /** As Spark carries it: output, label, how many rows, how many of them are late, the packed rows, the late bits. */
    static final Encoder<Tuple5<String, String, Long, byte[], byte[]>> ENCODER =
            Encoders.tuple(Encoders.STRING(), Encoders.STRING(), Encoders.LONG(), Encoders.BINARY(), Encoders.BINARY());

    /** Windows that are complete. */
    static final String COMPLETE = "complete";

    /** No windows, but how often a reading came too late for one. */
    static final String UNCOUNTED = "uncounted";

    /** Stands for the output in a chunk that tells the driver of the pipeline's clock. */
    static final String CLOCK = "clock";

    /** Stands for the output in a chunk that tells the driver of a rule that starts afresh for a device. */
    static final String AFRESH = "afresh";

    /** Stands for the output in a chunk that tells the driver of messages that are gone. */
    static final String LOST = "lost";

    /** Stands for the output in a chunk that tells the driver of an alarm that is forgotten. */
    static final String FORGOTTEN = "forgotten";

    private static final String BETWEEN_KINDS = "\u0000";
    private static final String BETWEEN_WORDS = " ";
    private static final String NO_SEVERITY = "-";
    private static final String LIVE = "live";
    private static final String SHADOW = "shadow";

    private static final byte[] NOTHING = {};

    private static final int OUTPUT = 0;
    private static final int LABEL = 1;
    private static final int COUNT = 2;
    private static final int BYTES = 3;
    private static final int LATE = 4;

    private Chunk() {}

    /** A chunk; its label is the reason of rejected messages, and of windows one of these two. */
    static Tuple5<String, String, Long, byte[], byte[]> of(
            Output output, String label, long count, byte[] bytes, byte @Nullable [] late) {
        return new Tuple5<>(output.word(), label, count, bytes, late);
    }

    /**
     * Where the pipeline's clock is by some readings.
     *
     * @param isBehind whether a device has deadlines left that the clock had passed before
     */
    static Tuple5<String, String, Long, byte[], byte[]> clock(long ticks, boolean isBehind) {
        return new Tuple5<>(CLOCK, Boolean.toString(isBehind), ticks, NOTHING, null);
    }

    /** That a rule starts afresh for a device. */
    static Tuple5<String, String, Long, byte[], byte[]> startedAfresh(String rule) {
        return new Tuple5<>(AFRESH, rule, 1L, NOTHING, null);
    }

    /** That messages are gone, as {@link LostMessages} labels them. */
    static Tuple5<String, String, Long, byte[], byte[]> lost(String label) {
        return new Tuple5<>(LOST, label, LostMessages.range(label).count(), NOTHING, null);
    }

    /** That an active alarm of a device is forgotten. */
    static Tuple5<String, String, Long, byte[], byte[]> forgotten(ForgottenAlarm alarm) {
        String label = alarm.severity().word() + BETWEEN_WORDS + alarm.rule();
        return new Tuple5<>(FORGOTTEN, label, 1L, NOTHING, null);
    }

    /** The alarm that such a chunk's label tells of. */
    static ForgottenAlarm forgotten(String label) {
        String[] words = label.split(BETWEEN_WORDS, 2);
        return new ForgottenAlarm(new RuleId(words[1]), severity(words[0]));
    }

    /** Transitions, as they are packed; the label says how many there are of each kind. */
    static Tuple5<String, String, Long, byte[], byte[]> alarms(AlarmChunkWriter alarms) {
        StringJoiner label = new StringJoiner(BETWEEN_KINDS);
        alarms.counts().forEach((kind, count) -> label.add(count + BETWEEN_WORDS + words(kind)));
        long count = alarms.count();
        return of(Output.ALARMS, label.toString(), count, alarms.take(), null);
    }

    /** The rule comes last: its name may have any characters but the one between kinds. */
    private static String words(TransitionKind kind) {
        return String.join(
                BETWEEN_WORDS,
                kind.word(),
                kind.severity().word(),
                kind.from().map(Severity::word).getOrElse(NO_SEVERITY),
                kind.shadow() ? SHADOW : LIVE,
                kind.rule().value());
    }

    /** Goes through the kinds of transitions in a chunk's label, each with how many there are. */
    static void kinds(String label, ObjLongConsumer<TransitionKind> target) {
        for (String kind : label.split(BETWEEN_KINDS, -1)) {
            String[] words = kind.split(BETWEEN_WORDS, 6);
            target.accept(
                    new TransitionKind(
                            new RuleId(words[5]),
                            words[1],
                            severity(words[2]),
                            words[3].equals(NO_SEVERITY) ? Option.none() : Option.some(severity(words[3])),
                            words[4].equals(SHADOW)),
                    Long.parseLong(words[0]));
        }
    }

    private static Severity severity(String word) {
        return Severity.valueOf(word.toUpperCase(Locale.ROOT));
    }

    static String output(InternalRow chunk) {
        return chunk.getUTF8String(OUTPUT).toString();
    }

    static String label(InternalRow chunk) {
        return chunk.getUTF8String(LABEL).toString();
    }

    static long count(InternalRow chunk) {
        return chunk.getLong(COUNT);
    }

    static byte[] bytes(InternalRow chunk) {
        return chunk.getBinary(BYTES);
    }

    static byte @Nullable [] late(InternalRow chunk) {
        return chunk.isNullAt(LATE) ? null : chunk.getBinary(LATE);
    }
}
