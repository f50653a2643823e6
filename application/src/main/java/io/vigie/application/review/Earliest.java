package io.vigie.application.review;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Keeps the first few of many things in an order, whatever the order in which they come. */
final class Earliest<T> {

    private final int most;
    private final Comparator<T> order;
    private final PriorityQueue<T> kept;

    Earliest(int most, Comparator<T> order) {
        this.most = most;
        this.order = order;
        kept = new PriorityQueue<>(order.reversed());
    }

    void add(T thing) {
        kept.add(thing);
        if (kept.size() > most) {
            kept.remove();
        }
    }

    Seq<T> inOrder() {
        return Vector.ofAll(kept).sorted(order);
    }
}
