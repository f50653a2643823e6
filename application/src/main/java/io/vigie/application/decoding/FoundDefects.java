package io.vigie.application.decoding;

import io.vavr.collection.Vector;
import io.vigie.domain.reading.Defect;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a decoder finds wrong with one message: the first defects, and how many more there are. A few bytes make a
 * defect, whose words are many times as long; nobody reads the ten-thousandth.
 */
final class FoundDefects {

    static final int MOST_KEPT = 200;

    private final List<Defect> first = new ArrayList<>();
    private int more;

    /** Adds what was found next. */
    void add(Defect next) {
        if (first.size() < MOST_KEPT) {
            first.add(next);
        } else {
            more++;
        }
    }

    /** Adds one whose words take long to find. */
    void add(Supplier<Defect> next) {
        if (first.size() < MOST_KEPT) {
            first.add(next.get());
        } else {
            more++;
        }
    }

    void addAll(Iterable<Defect> next) {
        next.forEach(this::add);
    }

    int size() {
        return first.size() + more;
    }

    void clear() {
        first.clear();
        more = 0;
    }

    /** Tells of them, where there are any. */
    void tell(DecodedMessage target) {
        if (!first.isEmpty()) {
            target.rejected(Vector.ofAll(first), more);
        }
    }
}
