package io.vigie.adapters.eventhubs;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Links to hubs that rest between batches, in this process: to open one takes longer than to read or write a small
 * batch. One that rests long is closed.
 */
final class Resting<L extends AutoCloseable> {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration ROUND = Duration.ofSeconds(15);

    private record Since<L>(L link, long since) {}

    private final Map<String, Deque<Since<L>>> links = new HashMap<>();
    private boolean isWatched;

    /** One of an owner's that rests, or a new one. Nobody else has it until it is given back. */
    L borrow(String owner, Supplier<L> none) {
        synchronized (links) {
            Deque<Since<L>> resting = links.get(owner);
            if (resting != null && !resting.isEmpty()) {
                return resting.removeLast().link();
            }
        }
        return none.get();
    }

    /** Gives it back. */
    void giveBack(String owner, L link) {
        synchronized (links) {
            links.computeIfAbsent(owner, name -> new ArrayDeque<>()).add(new Since<>(link, System.nanoTime()));
            if (!isWatched) {
                isWatched = true;
                Thread watch = new Thread(this::watch, "event-hubs-rest");
                watch.setDaemon(true);
                watch.start();
            }
        }
    }

    /** Closes all that rest and whose owner has a name that begins so. */
    void close(String owner) {
        close(name -> name.startsWith(owner), Long.MAX_VALUE);
    }

    /** Those that began to rest before a time. */
    private void close(Predicate<String> owner, long before) {
        List<L> ended = new ArrayList<>();
        synchronized (links) {
            links.forEach((name, resting) -> {
                Iterator<Since<L>> each = resting.iterator();
                while (owner.test(name) && each.hasNext()) {
                    Since<L> link = each.next();
                    if (before == Long.MAX_VALUE || link.since() - before < 0) {
                        each.remove();
                        ended.add(link.link());
                    }
                }
            });
            links.values().removeIf(Deque::isEmpty);
        }
        ended.forEach(Resting::end);
    }

    /** What is wrong with a link that is not wanted any more is nothing to anybody. */
    private static void end(AutoCloseable link) {
        try {
            link.close();
        } catch (Exception ignored) {
            // it is gone
        }
    }

    private void watch() {
        while (true) {
            try {
                Thread.sleep(ROUND.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            close(name -> true, System.nanoTime() - LONGEST.toNanos());
            synchronized (links) {
                if (links.isEmpty()) {
                    isWatched = false;
                    return;
                }
            }
        }
    }
}
