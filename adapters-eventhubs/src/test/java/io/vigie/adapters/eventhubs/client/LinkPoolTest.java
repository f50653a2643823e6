package io.vigie.adapters.eventhubs.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LinkPoolTest {

    private final LinkPool<Link> resting = new LinkPool<>();
    private final List<Link> opened = new ArrayList<>();

    private LinkPool.Owner<Link> owner(String name) {
        return new LinkPool.Owner<>(name, () -> {
            Link link = new Link();
            opened.add(link);
            return link;
        });
    }

    @Test
    void aLinkThatWasGivenBackIsBorrowedAgainTheLastOneFirst() {
        Link first = resting.borrow(owner("a"));
        Link second = resting.borrow(owner("a"));
        resting.giveBack(owner("a"), first);
        resting.giveBack(owner("a"), second);

        assertThat(resting.borrow(owner("a"))).isSameAs(second);
        assertThat(resting.borrow(owner("a"))).isSameAs(first);
        assertThat(opened).hasSize(2);
    }

    @Test
    void aLinkThatIsBorrowedOrAnothersIsNobodyElses() {
        Link borrowed = resting.borrow(owner("a"));
        Link others = resting.borrow(owner("b"));
        resting.giveBack(owner("b"), others);

        assertThat(resting.borrow(owner("a"))).isNotSameAs(borrowed).isNotSameAs(others);
        assertThat(opened).hasSize(3);
    }

    @Test
    void aLinkThatIsEndedIsClosedAndNotHadAgain() {
        Link failed = resting.borrow(owner("a"));

        resting.end(owner("a"), failed);

        assertThat(failed.isClosed()).isTrue();
        assertThat(resting.borrow(owner("a"))).isNotSameAs(failed);
    }

    @Test
    void thoseThatRestAreClosedByTheBeginningOfTheirOwnersName() {
        Link one = resting.borrow(owner("stream-1/0"));
        Link two = resting.borrow(owner("stream-1/1"));
        Link borrowed = resting.borrow(owner("stream-1/1"));
        Link another = resting.borrow(owner("stream-2/0"));
        resting.giveBack(owner("stream-1/0"), one);
        resting.giveBack(owner("stream-1/1"), two);
        resting.giveBack(owner("stream-2/0"), another);

        resting.close("stream-1");

        assertThat(List.of(one, two)).allMatch(Link::isClosed);
        assertThat(List.of(borrowed, another)).noneMatch(Link::isClosed);
        assertThat(resting.borrow(owner("stream-2/0"))).isSameAs(another);
    }

    @Test
    void oneThatRestsLongIsClosedByAThreadThatKeepsNoProcessAlive() throws InterruptedException {
        LinkPool<Link> impatient = new LinkPool<>(Duration.ofMillis(200), Duration.ofMillis(50));
        Link rested = impatient.borrow(owner("a"));
        Link inUse = impatient.borrow(owner("a"));
        impatient.giveBack(owner("a"), rested);

        assertThat(rested.closed.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(rested.closedByDaemon).isTrue();
        assertThat(inUse.isClosed()).isFalse();
        assertThat(impatient.borrow(owner("a"))).isNotSameAs(rested);
    }

    @Test
    void whatGoesWrongWhileALinkIsClosedIsNothingToAnybody() {
        Link stubborn = resting.borrow(owner("a"));
        Link another = resting.borrow(owner("a"));
        stubborn.failsToClose = true;
        another.failsToClose = true;
        resting.giveBack(owner("a"), another);

        resting.end(owner("a"), stubborn);
        resting.close("a");

        assertThat(List.of(stubborn, another)).allMatch(Link::isClosed);
    }

    @Test
    void whatKeepsALinkFromBeingOpenedIsToldAsItIs() {
        LinkPool.Owner<Link> refused = new LinkPool.Owner<>("a", () -> {
            throw new IllegalStateException("no such hub");
        });

        assertThatIllegalStateException()
                .isThrownBy(() -> resting.borrow(refused))
                .withMessage("no such hub");
    }

    private static final class Link implements AutoCloseable {

        private final CountDownLatch closed = new CountDownLatch(1);
        private volatile boolean closedByDaemon;
        private boolean failsToClose;

        boolean isClosed() {
            return closed.getCount() == 0;
        }

        @Override
        public void close() {
            closedByDaemon = Thread.currentThread().isDaemon();
            closed.countDown();
            if (failsToClose) {
                throw new IllegalStateException("It is gone already.");
            }
        }
    }
}
