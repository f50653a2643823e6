package io.vigie.domain.monitor.windows;

import io.vigie.domain.reading.Microseconds;

/** Sessions: no two of them overlap, and each ends the gap after its last reading. */
final class SessionWindows extends OpenWindows {

    private final long gap;

    SessionWindows(CompiledWindow window, long gap) {
        super(window);
        this.gap = gap;
    }

    @Override
    int take(long time, double value, long watermark) {
        if (time < completeUntil) {
            return 1;
        }
        int first = size();
        while (first > 0 && at(first - 1).end > time) {
            first--;
        }
        if (first == size() || at(first).start >= time + gap) {
            if (time + gap <= watermark) {
                return 1;
            }
            open(first, time, time + gap).add(value);
            return 0;
        }
        RunningWindow session = at(first);
        if (session.end <= watermark) {
            return 1;
        }
        while (first + 1 < size() && at(first + 1).start < time + gap) {
            RunningWindow next = at(first + 1);
            session.end = next.end;
            session.merge(next);
            close(first + 1);
        }
        session.start = Math.min(session.start, time);
        session.end = Math.max(session.end, time + gap);
        session.add(value);
        return 0;
    }

    /** A session that was complete is remembered by its end for ever: no reading that lies in it begins another. */
    @Override
    long idleAt() {
        return size() == 0 && completeUntil == Microseconds.NONE ? Microseconds.NONE : Microseconds.NEVER;
    }
}
