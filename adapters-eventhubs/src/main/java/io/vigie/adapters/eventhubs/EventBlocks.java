package io.vigie.adapters.eventhubs;

import com.microsoft.azure.eventhubs.EventData;
import io.vigie.adapters.eventhubs.client.Backoff;
import io.vigie.adapters.eventhubs.client.HubFault;
import io.vigie.adapters.eventhubs.client.LinkPool;
import io.vigie.adapters.eventhubs.client.PartitionBounds;
import io.vigie.adapters.spark.spi.messages.MessageRows;
import io.vigie.application.port.out.LostRange;
import io.vigie.application.port.out.PipelineFailed;
import java.time.Duration;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Packs the events of a range of one partition in blocks. Each sequence number of the range comes once, whatever happens
 * to the link meanwhile; one is gone only where the hub says that the partition begins after it.
 */
final class EventBlocks implements PartitionReader<InternalRow> {

    private static final Logger LOG = LoggerFactory.getLogger(EventBlocks.class);

    private static final long NONE = -1;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final EventReaders readers;
    private final LinkPool.Owner<PartitionFeed> owner;
    private final PartitionFeed feed;
    private final int partition;
    private final long until;
    private final Backoff backoff = new Backoff(PATIENCE);
    private final MessageRows rows;
    private long expected;

    /** The first number that a link brought where others were expected. */
    private long leftOutBefore = NONE;

    private boolean loginWasRenewed;
    private boolean failed;

    EventBlocks(EventReaders readers, EventRange range) {
        this.readers = readers;
        partition = range.partition();
        until = range.until();
        rows = new MessageRows(readers.access().hub(), Integer.toString(partition));
        expected = range.from();
        if (range.begin() > expected) {
            goOnAt(range.begin());
        }
        owner = new LinkPool.Owner<>(
                readers.stream() + "/" + partition,
                () -> new PartitionFeed(readers.access(), readers.group(), readers.epoch(), partition));
        feed = PartitionFeed.POOL.borrow(owner);
    }

    @Override
    public boolean next() {
        while (rows.isEmpty() && expected < until) {
            fill();
        }
        return rows.next();
    }

    private void fill() {
        failed = true;
        while (!rows.isBlockFull() && expected < until) {
            try {
                EventData event = feed.from(expected);
                long number = PartitionFeed.sequenceNumber(event);
                if (number != expected && isCompacted(number)) {
                    expected = Math.min(number, until);
                } else if (number == expected) {
                    EventContent.addTo(rows.block(), event, number);
                    feed.take();
                    expected++;
                    backoff.restore();
                    loginWasRenewed = false;
                } else if (!isGone()) {
                    throw HubFault.gap(expected, number);
                }
            } catch (HubFault fault) {
                recoverFrom(fault);
            }
        }
        rows.endBlock();
        failed = false;
    }

    /**
     * Whether what is left out before this event is no more: the hub, asked once more by another link, brings the same
     * event first. A hub with compaction removes events for whose keys there are newer ones, and tells nobody.
     */
    private boolean isCompacted(long number) {
        boolean isToldTwice = leftOutBefore == number && feed.isFirst();
        leftOutBefore = number;
        return isToldTwice;
    }

    private void recoverFrom(HubFault fault) {
        LOG.info(
                "Partition {} of {} from sequence number {} on: {}",
                partition,
                readers.access().name(),
                expected,
                fault.why());
        feed.abandon();
        if (!fault.isTransient() && !mayBeOverdue(fault)) {
            throw failure(fault);
        }
        if (fault.mayBeLoss() && isGoneAsFarAsIsKnown()) {
            return;
        }
        if (!backoff.lastsAfter(fault)) {
            throw new PipelineFailed(
                    "Partition " + partition + " of " + readers.access().name()
                            + " cannot be read from sequence number "
                            + expected + " on, " + backoff.tried() + ": " + fault.why()
                            + ". Start the pipeline again when the hub is well; it goes on where it stopped.",
                    fault);
        }
    }

    private boolean isGoneAsFarAsIsKnown() {
        try {
            return isGone();
        } catch (HubFault another) {
            feed.close();
            if (!another.isTransient()) {
                throw failure(another);
            }
            return false;
        }
    }

    /** A login that was good may only have to be shown again. */
    private boolean mayBeOverdue(HubFault fault) {
        boolean mayBe = fault.kind() == HubFault.Kind.UNAUTHORIZED && !loginWasRenewed;
        loginWasRenewed |= mayBe;
        return mayBe;
    }

    private PipelineFailed failure(HubFault fault) {
        String group = "consumer group " + readers.group();
        return readers.access().failed(fault, "partition " + partition + " in " + group);
    }

    /** Whether the next events to come are gone; then it goes on after them. */
    private boolean isGone() throws HubFault {
        PartitionBounds bounds = feed.bounds();
        if (bounds.end() < until) {
            throw new PipelineFailed("Partition " + partition + " of "
                    + readers.access().name() + " ended at " + until
                    + ", and now ends at " + bounds.end() + ". The hub was made anew; what is lost cannot be counted."
                    + " Move the checkpoint away, or choose a new one, to begin with the hub as it is.");
        }
        if (bounds.begin() <= expected) {
            return false;
        }
        goOnAt(bounds.begin());
        return true;
    }

    /** What was to come before that is gone. */
    private void goOnAt(long begin) {
        long goesOn = Math.min(begin, until);
        lost(new LostRange(readers.access().hub(), Integer.toString(partition), expected, goesOn));
        expected = goesOn;
    }

    private void lost(LostRange range) {
        if (readers.failOnDataLoss()) {
            throw LostEvents.failure(List.of(range));
        }
        rows.addLost(range);
    }

    @Override
    public InternalRow get() {
        return rows.get();
    }

    @Override
    public void close() {
        if (failed) {
            PartitionFeed.POOL.end(owner, feed);
        } else {
            feed.rest();
            PartitionFeed.POOL.giveBack(owner, feed);
        }
    }
}
