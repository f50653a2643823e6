package io.vigie.domain.monitor;

import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vigie.domain.encoding.ByteReader;
import io.vigie.domain.encoding.ByteWriter;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The windows of one device. Its metrics have the places of the monitor's table; those that no rule reads have places
 * behind them, in the order in which the device has sent them first.
 */
final class DeviceWindows {

    private static final OpenWindows[] NONE = {};

    private final DeviceId device;
    private final CompiledWindow[] definitions;

    /** How many metrics rules read: the places below are the monitor's. */
    private final int read;

    private final Map<String, Integer> places = new HashMap<>();
    private final List<Metric> metrics = new ArrayList<>();

    /** For each metric, its windows, one for each definition that it is of. */
    private OpenWindows[][] byMetric;

    /** No open window ends earlier. */
    private long nextEnd = DeviceMonitor.NEVER;

    DeviceWindows(DeviceId device, CompiledWindow[] definitions, MetricTable table) {
        this.device = device;
        this.definitions = definitions;
        read = table.size();
        byMetric = new OpenWindows[read][];
        for (int i = 0; i < read; i++) {
            metrics.add(table.metric(i));
            byMetric[i] = windowsOf(table.metric(i).name());
        }
    }

    private OpenWindows[] windowsOf(String metric) {
        return Arrays.stream(definitions)
                .filter(definition -> definition.definition.metrics().matches(metric))
                .map(CompiledWindow::none)
                .toArray(OpenWindows[]::new);
    }

    /** The place of a metric that no rule reads, or {@link DeviceMonitor#UNREAD} where no windows are of it either. */
    int place(String metric) {
        Integer known = places.get(metric);
        if (known != null) {
            return known;
        }
        OpenWindows[] windows = windowsOf(metric);
        if (windows.length == 0) {
            return DeviceMonitor.UNREAD;
        }
        int place = metrics.size();
        byMetric = Arrays.copyOf(byMetric, place + 1);
        byMetric[place] = windows;
        metrics.add(new Metric(metric));
        places.put(metric, place);
        return place;
    }

    /** A reading in its turn: windows that end at its time or before are complete. */
    void take(int metric, long time, double value, WindowTarget target) {
        complete(time, target);
        count(metric, time, value, Microseconds.NONE, target);
    }

    /** A reading that is late counts in windows that are still open. */
    void takeLate(int metric, long time, double value, long watermark, WindowTarget target) {
        count(metric, time, value, watermark, target);
    }

    private void count(int metric, long time, double value, long watermark, WindowTarget target) {
        int uncounted = 0;
        for (OpenWindows windows : byMetric[metric]) {
            uncounted += windows.take(time, value, watermark);
            nextEnd = Math.min(nextEnd, windows.nextEnd());
        }
        if (uncounted > 0) {
            target.uncounted(uncounted);
        }
    }

    /** Hands over the windows that end at this time or before. */
    void complete(long until, WindowTarget target) {
        if (nextEnd > until) {
            return;
        }
        for (int i = 0; i < byMetric.length; i++) {
            for (OpenWindows windows : byMetric[i]) {
                windows.complete(until, device, metrics.get(i), target);
            }
        }
        nextEnd = earliestEnd();
    }

    /** The end of the first window that will be complete, of those open or those that a waiting reading will open. */
    long nextEnd(ReorderBuffer waiting) {
        long next = nextEnd;
        if (waiting.size() > 0) {
            for (CompiledWindow definition : definitions) {
                next = Math.min(next, definition.firstEnd(waiting.firstTime()));
            }
        }
        return next;
    }

    /** Finds the earliest end anew: the one kept may be that of a session that has gone on. */
    void settle() {
        nextEnd = earliestEnd();
    }

    private long earliestEnd() {
        long earliest = DeviceMonitor.NEVER;
        for (OpenWindows[] windows : byMetric) {
            for (OpenWindows each : windows) {
                earliest = Math.min(earliest, each.nextEnd());
            }
        }
        return earliest;
    }

    int size() {
        return metrics.size();
    }

    String name(int metric) {
        return metrics.get(metric).name();
    }

    /** Whether a metric's windows have anything to be kept. */
    boolean isIdle(int metric, long watermark) {
        for (OpenWindows windows : byMetric[metric]) {
            if (!windows.isIdle(watermark)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Writes the windows definition by definition, each as a piece of its own, so that one that is not known any more
     * can be passed over.
     */
    void write(ByteWriter out, int[] written, long watermark, long origin) {
        int count = 0;
        ByteWriter pieces = new ByteWriter();
        for (CompiledWindow definition : definitions) {
            byte[] piece = piece(definition, written, watermark, origin);
            if (piece.length > 0) {
                pieces.writeText(definition.definition.name());
                pieces.writeBits(definition.signature);
                pieces.writeBytes(piece, 0, piece.length);
                count++;
            }
        }
        out.writeCount(count);
        out.append(pieces);
    }

    private byte[] piece(CompiledWindow definition, int[] written, long watermark, long origin) {
        ByteWriter piece = new ByteWriter();
        for (int i = 0; i < byMetric.length; i++) {
            for (OpenWindows windows : byMetric[i]) {
                if (windows.window == definition && !windows.isIdle(watermark)) {
                    piece.writeCount(written[i]);
                    windows.write(piece, origin);
                }
            }
        }
        return piece.toBytes();
    }

    /**
     * Takes back what {@link #write} wrote; what is of another definition or metric now is left out. Answers with the
     * names of those of whose open windows something is.
     */
    Seq<String> read(ByteReader in, int[] places, long origin) {
        Seq<String> dropped = Array.empty();
        int count = in.readSize();
        for (int i = 0; i < count; i++) {
            String name = in.readName();
            if (!isTaken(name, in.readBits(), in.readBytes(), places, origin)) {
                dropped = dropped.append(name);
            }
        }
        settle();
        return dropped;
    }

    /** Whether all open windows of a piece go on. */
    private boolean isTaken(String name, long signature, byte[] bytes, int[] places, long origin) {
        ByteReader piece = new ByteReader(bytes);
        CompiledWindow definition = definition(name);
        WindowLayout layout =
                definition == null ? null : definition.layout(signature).getOrNull();
        if (definition == null || layout == null) {
            return !OpenWindows.areOpen(piece, origin);
        }
        boolean taken = true;
        while (!piece.isAtEnd()) {
            OpenWindows kept = windows(places[piece.readIndex(places.length)], definition);
            OpenWindows read = kept == null ? definition.none() : kept;
            read.read(piece, origin, layout);
            taken &= kept != null || read.size() == 0;
        }
        return taken;
    }

    /** Passes over what was kept of windows that nobody asks for any more; answers as {@link #read} does. */
    static Seq<String> skip(ByteReader in, long origin) {
        Seq<String> dropped = Array.empty();
        int count = in.readSize();
        for (int i = 0; i < count; i++) {
            String name = in.readName();
            in.readBits();
            if (OpenWindows.areOpen(new ByteReader(in.readBytes()), origin)) {
                dropped = dropped.append(name);
            }
        }
        return dropped;
    }

    private @Nullable CompiledWindow definition(String name) {
        for (CompiledWindow definition : definitions) {
            if (definition.definition.name().equals(name)) {
                return definition;
            }
        }
        return null;
    }

    /** The windows of a metric; nothing where the definition is not of it. */
    private @Nullable OpenWindows windows(int place, CompiledWindow definition) {
        for (OpenWindows windows : place == DeviceMonitor.UNREAD ? NONE : byMetric[place]) {
            if (windows.window == definition) {
                return windows;
            }
        }
        return null;
    }
}
