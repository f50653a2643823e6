package io.vigie.domain.monitor.windows;

import io.vigie.domain.window.Alignment;

/** Tumbling and hopping windows. Each that is open is folded by itself. */
final class AlignedWindows extends OpenWindows {

    private final Alignment alignment;

    AlignedWindows(CompiledWindow window, Alignment alignment) {
        super(window);
        this.alignment = alignment;
    }

    @Override
    int take(long time, double value, long watermark) {
        int place = size() - 1;
        if (alignment.every() == alignment.size() && place >= 0) {
            RunningWindow last = at(place);
            if (last.start <= time && time < last.end && last.end > watermark) {
                last.add(value);
                return 0;
            }
        }
        long complete = Math.max(watermark, completeUntil);
        int uncounted = 0;
        for (long start = alignment.lastStart(time); start > time - alignment.size(); start -= alignment.every()) {
            if (start + alignment.size() <= complete) {
                uncounted++;
                continue;
            }
            while (place >= 0 && at(place).start > start) {
                place--;
            }
            if (place < 0 || at(place).start < start) {
                place++;
                open(place, start, start + alignment.size());
            }
            at(place).add(value);
        }
        return uncounted;
    }

    @Override
    long idleAt() {
        return size() == 0 ? completeUntil : Math.max(completeUntil, at(size() - 1).end);
    }
}
