package io.vigie.domain.monitor.windows;

import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vigie.domain.encoding.ByteReader;
import io.vigie.domain.encoding.ByteWriter;
import io.vigie.domain.monitor.readings.MetricTable;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.reading.Microseconds;
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
public final class DeviceWindows {

    private static final OpenWindows[] NONE = {};

    private final DeviceId device;
    private final CompiledWindow[] definitions;

    private final Map<String, Integer> places = new HashMap<>();
    private final List<Metric> metrics = new ArrayList<>();

    /** For each metric, its windows, one for each definition that it is of; behind them room for more. */
    private OpenWindows[][] byMetric;

    private final EarliestEnds ends = new EarliestEnds();

    /** The metrics whose windows are being completed. */
    private int[] due = {};

    public DeviceWindows(DeviceId device, CompiledWindow[] definitions, MetricTable table) {
        this.device = device;
        this.definitions = definitions;
        byMetric = new OpenWindows[table.size()][];
        for (int i = 0; i < table.size(); i++) {
            add(table.metric(i), windowsOf(table.metric(i).name()));
        }
    }

    private void add(Metric metric, OpenWindows[] windows) {
        if (metrics.size() == byMetric.length) {
            byMetric = Arrays.copyOf(byMetric, 4 + 2 * byMetric.length);
        }
        byMetric[metrics.size()] = windows;
        metrics.add(metric);
        ends.add();
    }

    private OpenWindows[] windowsOf(String metric) {
        return Arrays.stream(definitions)
                .filter(definition -> definition.definition.metrics().matches(metric))
                .map(CompiledWindow::none)
                .toArray(OpenWindows[]::new);
    }

    /** The place of a metric that no rule reads and that has one, or {@link MetricTable#UNREAD}. */
    public int find(String metric) {
        return places.getOrDefault(metric, MetricTable.UNREAD);
    }

    /** Whether windows are of a metric. */
    public boolean areOf(String metric) {
        return Arrays.stream(definitions)
                .anyMatch(definition -> definition.definition.metrics().matches(metric));
    }

    /** Gives a metric that windows are of a place. */
    public int place(Metric metric) {
        int place = metrics.size();
        add(metric, windowsOf(metric.name()));
        places.put(metric.name(), place);
        return place;
    }

    /** A reading in its turn: windows that end at its time or before are complete. */
    public void take(int metric, long time, double value, WindowTarget target) {
        complete(time, target);
        count(metric, time, value, Microseconds.NONE, target);
    }

    /** A reading that is late counts in windows that are still open. */
    public void takeLate(int metric, long time, double value, long watermark, WindowTarget target) {
        count(metric, time, value, watermark, target);
    }

    private void count(int metric, long time, double value, long watermark, WindowTarget target) {
        int uncounted = 0;
        for (OpenWindows windows : byMetric[metric]) {
            uncounted += windows.take(time, value, watermark);
            if (windows.nextEnd() < ends.of(metric)) {
                ends.set(metric, windows.nextEnd());
            }
        }
        if (uncounted > 0) {
            target.uncounted(uncounted);
        }
    }

    /** Hands over the windows that end at this time or before, metric by metric in the order of their places. */
    public void complete(long until, WindowTarget target) {
        if (ends.earliest() > until) {
            return;
        }
        int count = 0;
        while (ends.earliest() <= until && ends.earliest() != Microseconds.NEVER) {
            int metric = ends.first();
            if (earliestEnd(metric) <= until) {
                if (count == due.length) {
                    due = Arrays.copyOf(due, 4 + 2 * count);
                }
                due[count++] = metric;
                ends.set(metric, Microseconds.NEVER);
            } else {
                ends.set(metric, earliestEnd(metric));
            }
        }
        Arrays.sort(due, 0, count);
        for (int i = 0; i < count; i++) {
            int metric = due[i];
            for (OpenWindows windows : byMetric[metric]) {
                windows.complete(until, device, metrics.get(metric), target);
            }
            ends.set(metric, earliestEnd(metric));
        }
    }

    /** The end of the first window that will be complete, of those open. */
    public long nextEnd() {
        settle();
        return ends.earliest();
    }

    /** The earliest end that is kept may be that of a session that has gone on. */
    private void settle() {
        while (ends.earliest() != Microseconds.NEVER && ends.earliest() != earliestEnd(ends.first())) {
            ends.set(ends.first(), earliestEnd(ends.first()));
        }
    }

    private long earliestEnd(int metric) {
        long earliest = Microseconds.NEVER;
        for (OpenWindows windows : byMetric[metric]) {
            earliest = Math.min(earliest, windows.nextEnd());
        }
        return earliest;
    }

    /** When nothing is to be kept of a metric's windows any more, unless more comes. */
    public long idleAt(int metric) {
        long latest = Microseconds.NONE;
        for (OpenWindows windows : byMetric[metric]) {
            latest = Math.max(latest, windows.idleAt());
        }
        return latest;
    }

    public int size() {
        return metrics.size();
    }

    public String name(int metric) {
        return metrics.get(metric).name();
    }

    /**
     * Writes the windows definition by definition, each as a piece of its own, so that one that is not known any more
     * can be passed over.
     */
    public void write(ByteWriter out, int[] written, long watermark, long origin) {
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
        for (int i = 0; i < metrics.size(); i++) {
            for (OpenWindows windows : byMetric[i]) {
                if (windows.window == definition && windows.idleAt() > watermark) {
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
    public Seq<String> read(ByteReader in, int[] places, long origin) {
        Seq<String> dropped = Array.empty();
        int count = in.readSize();
        for (int i = 0; i < count; i++) {
            String name = in.readName();
            if (!isTaken(name, in.readBits(), in.readBytes(), places, origin)) {
                dropped = dropped.append(name);
            }
        }
        for (int i = 0; i < metrics.size(); i++) {
            ends.set(i, earliestEnd(i));
        }
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
    public static Seq<String> skip(ByteReader in, long origin) {
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
        for (OpenWindows windows : place == MetricTable.UNREAD ? NONE : byMetric[place]) {
            if (windows.window == definition) {
                return windows;
            }
        }
        return null;
    }
}
