package io.vigie.adapters.spark.intake;

import io.vigie.adapters.spark.rows.Chunk;
import io.vigie.adapters.spark.rows.Pack;
import io.vigie.adapters.spark.rows.ReadingChunkWriter;
import io.vigie.application.decoding.DecodedReading;
import io.vigie.application.pipeline.Ticks;
import io.vigie.application.plan.Output;
import io.vigie.application.port.out.ReadArrivals;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.Microseconds;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Packs what is in messages by device and by reason, for the shuffle. For one thread. */
final class MessagePacker extends MessageStage {

    /** What a device takes beside its readings, roughly: senders may invent a million in one file. */
    private static final int BYTES_OF_A_DEVICE = 300;

    private final boolean sendsMessages;

    /** A reading this much after the newest arrival, or less, can be too late; a later one cannot. */
    private final long tooLateFrom;

    /** No message that is here now arrived later, though it may have come before messages that arrived earlier. */
    private final long newestArrival = System.currentTimeMillis() * 1_000;

    private final Queue<Pack> packs;
    private final TimePolicy time;
    private final boolean tellsClock;
    private final boolean movesClock;
    private final DeviceTable<ReadingChunkWriter> devices;
    private int passed;

    /** The largest event time of an accepted reading. */
    private long largestTime = Microseconds.NONE;

    /** How far the part under way was read, as it was told last. */
    private @Nullable ReadArrivals told;

    /**
     * For a pipeline.
     *
     * @param inParts whether the source has partitions, and messages in them: the message of a reading that may turn out
     *     too late goes along with it then
     * @param packs takes the packs that are ready
     */
    MessagePacker(StagePlan plan, boolean inParts, Queue<Pack> packs) {
        super(plan, inParts);
        sendsMessages = plan.writes(Output.REJECTED) && inParts;
        time = plan.time();
        tooLateFrom =
                Microseconds.of(time.future()) - Microseconds.of(time.outOfOrder()) - Microseconds.of(time.late());
        this.packs = packs;
        tellsClock = plan.clocked();
        movesClock = plan.movesClock();
        devices = new DeviceTable<>(plan.rules(), ReadingChunkWriter::new);
    }

    @Override
    int take(DecodedReading reading) {
        long eventTime = reading.eventTime();
        largestTime = Math.max(largestTime, eventTime);
        int known = devices.all().size();
        ReadingChunkWriter device = devices.of(reading.device());
        boolean mayBeTooLate = sendsMessages && eventTime < Math.max(message.arrival, newestArrival) + tooLateFrom;
        int before = device.size();
        violated(
                reading,
                device.add(reading, message.offset, position(), message.arrival, mayBeTooLate ? message : null));
        return device.size() - before + (devices.all().size() > known ? BYTES_OF_A_DEVICE : 0);
    }

    @Override
    void handOver(Chunk chunk) {
        packs.add(new Pack.Passing(chunk, passed++));
    }

    @Override
    void flush() {
        for (ReadingChunkWriter device : devices.all()) {
            if (!device.isEmpty()) {
                packs.add(new Pack.Readings(device.device(), device.take(source(), partition())));
            }
        }
        super.flush();
        if (tellsClock) {
            tellClock();
        }
        devices.bound();
    }

    private void tellClock() {
        ReadArrivals read = read();
        if (read == null) {
            return;
        }
        ReadArrivals all =
                new ReadArrivals(read.latest(), read.first(), largestTime, read.horizon(), read.clockBefore());
        if (!all.equals(told)) {
            told = all;
            long clock = time.clock(largestTime, all.largest());
            packs.add(new Pack.Clock(all, movesClock && clock != Microseconds.NONE ? Ticks.of(clock) : Ticks.NONE));
        }
    }
}
