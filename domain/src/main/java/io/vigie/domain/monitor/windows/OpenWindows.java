package io.vigie.domain.monitor.windows;

import io.vigie.domain.encoding.ByteReader;
import io.vigie.domain.encoding.ByteWriter;
import io.vigie.domain.encoding.EncodedTime;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.window.TimeWindow;
import io.vigie.domain.window.WindowResult;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The open windows of one definition over one metric of one device, the earliest first. */
abstract class OpenWindows {

    final CompiledWindow window;

    /** The end of the last window that was complete. Windows that end no later are so, too. */
    long completeUntil = Microseconds.NONE;

    private int size;

    /** The open windows, and behind them those that are free for use. */
    private @Nullable RunningWindow[] windows = {};

    OpenWindows(CompiledWindow window) {
        this.window = window;
    }

    /**
     * Counts a reading in all open windows that it belongs to.
     *
     * @param watermark a window that ends no later is complete; {@link Microseconds#NONE} for a reading in its turn
     * @return in how many windows it is not counted
     */
    abstract int take(long time, double value, long watermark);

    /** Nothing here matters any more once the watermark is there; {@link Microseconds#NEVER} where it does for ever. */
    abstract long idleAt();

    final int size() {
        return size;
    }

    final RunningWindow at(int place) {
        RunningWindow found = windows[place];
        if (found == null) {
            throw new IllegalStateException("no window is open at " + place);
        }
        return found;
    }

    /** The earliest end of an open window. */
    final long nextEnd() {
        return size == 0 ? Microseconds.NEVER : at(0).end;
    }

    final RunningWindow open(int place, long start, long end) {
        if (size == windows.length) {
            windows = Arrays.copyOf(windows, size + 1 + size / 2);
        }
        RunningWindow free = windows[size];
        RunningWindow opened = free == null ? new RunningWindow(window) : free;
        System.arraycopy(windows, place, windows, place + 1, size - place);
        windows[place] = opened;
        size++;
        opened.open(start, end);
        return opened;
    }

    final void close(int place) {
        RunningWindow closed = at(place);
        size--;
        System.arraycopy(windows, place + 1, windows, place, size - place);
        windows[size] = closed;
    }

    /** Hands over the windows that end at this time or before. */
    final void complete(long until, DeviceId device, Metric metric, WindowTarget target) {
        while (size > 0 && at(0).end <= until) {
            RunningWindow complete = at(0);
            completeUntil = Math.max(completeUntil, complete.end);
            target.window(new WindowResult(
                    window.definition,
                    device,
                    metric,
                    new TimeWindow(complete.start, complete.end),
                    window.values(complete)));
            close(0);
        }
    }

    final void write(ByteWriter out, long origin) {
        EncodedTime.write(out, completeUntil, origin);
        out.writeCount(size);
        for (int i = 0; i < size; i++) {
            at(i).write(out, origin);
        }
    }

    final void read(ByteReader in, long origin, WindowLayout layout) {
        completeUntil = EncodedTime.read(in, origin);
        int written = in.readSize();
        for (int i = 0; i < written; i++) {
            open(i, 0, 0).read(in, origin, layout);
        }
    }

    /** Whether there are open windows in what was written of some, whatever they are; no further than the first is read. */
    static boolean areOpen(ByteReader piece, long origin) {
        while (!piece.isAtEnd()) {
            piece.readCount();
            EncodedTime.read(piece, origin);
            if (piece.readSize() > 0) {
                return true;
            }
        }
        return false;
    }
}
