package io.vigie.domain.monitor;

import io.vigie.domain.encoding.ByteReader;
import io.vigie.domain.encoding.ByteWriter;
import io.vigie.domain.encoding.EncodedTime;
import io.vigie.domain.monitor.alarms.EntryState;
import io.vigie.domain.monitor.alarms.Occurrences;
import io.vigie.domain.monitor.alarms.RuleState;
import io.vigie.domain.monitor.compiled.CompiledRule;
import io.vigie.domain.monitor.readings.KeptReadings;
import io.vigie.domain.monitor.readings.MetricNeeds;
import io.vigie.domain.monitor.readings.MetricState;
import io.vigie.domain.monitor.readings.MetricTable;
import io.vigie.domain.monitor.readings.RecentReadings;
import io.vigie.domain.monitor.readings.TimesOfTruth;
import io.vigie.domain.monitor.windows.DeviceWindows;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.rule.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device's state as bytes, for an engine to keep. The first byte is the format's version. Metrics and rules go by
 * their names, so a state outlives edits of the rules: what a rule remembers is kept while it reads the same, and
 * starts afresh where it does not.
 */
final class StateFormat {

    /** The version of a state of nothing else; Vigie has always read it. */
    private static final int PLAIN = 1;

    /** More by this where there are windows: they are at the end. */
    private static final int WINDOWS = 1;

    /** More by this where a rule asks for {@code min} or {@code max}: they have lists of their own. */
    private static final int EXTREMES = 2;

    /** More by this where a rule asks for the reading before, for a counter, or for how long a condition was true. */
    private static final int MORE = 4;

    /** More by this since devices have lags, which all have that are written now. */
    private static final int LAGS = 8;

    private static final int NEWEST = PLAIN + WINDOWS + EXTREMES + MORE + LAGS;

    private static final int MET = 1;
    private static final int HOLDS = 2;
    private static final int RUNNING = 4;
    private static final int ENDING = 8;
    private static final int ENDS = 16;

    private StateFormat() {}

    /** The bytes of a state. */
    static byte[] write(DeviceMonitor monitor, DeviceState state) {
        ByteWriter out = new ByteWriter();
        boolean extremes = monitor.metrics.asksForExtremes();
        boolean more = monitor.metrics.asksForMore();
        out.writeByte(
                PLAIN + LAGS + (state.windows == null ? 0 : WINDOWS) + (extremes ? EXTREMES : 0) + (more ? MORE : 0));
        EncodedTime.write(out, state.largestTime, 0);
        long origin = state.largestTime == Microseconds.NONE ? 0 : state.largestTime;
        writeArrivals(out, state, origin);
        long watermark = monitor.watermark(state);
        int[] places = writeMetrics(out, monitor.metrics, state, extremes, more, watermark, origin);
        if (more) {
            writeTruths(out, monitor.metrics, state, origin);
        }
        writeRules(out, monitor.rules, state, places, watermark, origin);
        if (state.windows == null) {
            state.waiting.write(out, places, origin);
        } else {
            int[] allPlaces = writeFurtherMetrics(out, state, state.windows, places, watermark);
            state.waiting.write(out, allPlaces, origin);
            state.windows.write(out, allPlaces, watermark, origin);
        }
        out.writeChecksum();
        return out.toBytes();
    }

    private static void writeArrivals(ByteWriter out, DeviceState state, long origin) {
        out.writeLong(state.lag);
        EncodedTime.write(out, state.released, origin);
        EncodedTime.write(out, state.lastArrival, origin);
        EncodedTime.write(out, state.instant, origin);
        out.writeLong(state.instantLag - state.lag);
        out.writeByte((state.isLagOfInstant ? 1 : 0) | (state.recent == null ? 0 : 2));
        if (state.recent != null) {
            state.recent.write(out, state.largestTime, origin);
        }
    }

    private static void readArrivals(ByteReader in, DeviceState state, long origin) {
        state.lag = in.readLong();
        state.released = EncodedTime.read(in, origin);
        state.lastArrival = EncodedTime.read(in, origin);
        state.instant = EncodedTime.read(in, origin);
        state.instantLag = state.lag + in.readLong();
        int flags = in.readByte();
        state.isLagOfInstant = (flags & 1) != 0;
        if ((flags & 2) != 0) {
            (state.recent == null ? new RecentReadings(0) : state.recent).read(in, origin);
        }
    }

    /**
     * The state that these bytes hold, for a monitor that may have other rules than the one that wrote them. Its next
     * deadline is not among them.
     *
     * @throws IllegalStateException when the bytes are of another version or damaged
     */
    static DeviceState read(DeviceMonitor monitor, DeviceId device, byte[] bytes) {
        if (bytes.length > 0 && (bytes[0] < PLAIN || bytes[0] > NEWEST)) {
            throw new IllegalStateException("The state of device " + device + " is of version " + (bytes[0] & 0xFF)
                    + "; this version of Vigie reads versions " + PLAIN + " to " + NEWEST
                    + ". Go on with the version of Vigie that wrote it, or start from a new checkpoint.");
        }
        try {
            return read(monitor, device, ByteReader.checked(bytes));
        } catch (IllegalStateException | IllegalArgumentException damage) {
            throw new IllegalStateException(
                    "The state of device " + device + " is damaged: " + damage.getMessage()
                            + " Restore the checkpoint from a backup, or start from a new one.",
                    damage);
        }
    }

    private static DeviceState read(DeviceMonitor monitor, DeviceId device, ByteReader in) {
        int kinds = in.readByte() - PLAIN;
        boolean windows = (kinds & WINDOWS) != 0;
        boolean extremes = (kinds & EXTREMES) != 0;
        boolean more = (kinds & MORE) != 0;
        boolean lags = (kinds & LAGS) != 0;
        DeviceState state = monitor.newDevice(device);
        state.largestTime = EncodedTime.read(in, 0);
        long origin = state.largestTime == Microseconds.NONE ? 0 : state.largestTime;
        if (lags) {
            readArrivals(in, state, origin);
        } else if (state.largestTime != Microseconds.NONE) {
            state.lag = monitor.lagBefore;
            state.lastArrival = state.largestTime + monitor.lagBefore;
        }
        List<String> names = new ArrayList<>();
        int[] places = readMetrics(in, extremes, more, monitor.metrics, state, names, origin);
        if (more) {
            readTruths(in, monitor.metrics, state, origin);
        }
        readRules(in, monitor.rules, state, places, lags, origin);
        if (windows) {
            readFurtherMetrics(in, names);
        }
        int[] allPlaces =
                names.stream().mapToInt(name -> monitor.restore(state, name)).toArray();
        if (lags) {
            state.waiting.read(in, allPlaces, origin);
        } else {
            state.waiting.readOfBefore(in, allPlaces, origin);
        }
        if (windows) {
            readWindows(in, state, allPlaces, origin);
        }
        if (!in.isAtEnd()) {
            throw new IllegalStateException("What was kept goes on beyond its end.");
        }
        return state;
    }

    private static void readWindows(ByteReader in, DeviceState state, int[] places, long origin) {
        if (state.windows == null) {
            state.droppedWindows = DeviceWindows.skip(in, origin);
        } else {
            state.droppedWindows = state.windows.read(in, places, origin);
        }
    }

    /** Writes the metrics that something is kept of; returns for each of the monitor's metrics its place in the bytes. */
    private static int[] writeMetrics(
            ByteWriter out,
            MetricTable table,
            DeviceState state,
            boolean extremes,
            boolean more,
            long watermark,
            long origin) {
        int[] places = new int[table.size()];
        int written = 0;
        for (int i = 0; i < places.length; i++) {
            places[i] = state.isIdle(i, watermark) ? MetricTable.UNREAD : written++;
        }
        out.writeCount(written);
        for (int i = 0; i < places.length; i++) {
            if (places[i] != MetricTable.UNREAD) {
                out.writeText(table.metric(i).name());
                writeMetric(out, state.metrics[i], extremes, more, origin);
            }
        }
        return places;
    }

    /** Writes the names of metrics that windows are of and no rule reads; returns the places of all in the bytes. */
    private static int[] writeFurtherMetrics(
            ByteWriter out, DeviceState state, DeviceWindows windows, int[] places, long watermark) {
        int before = 0;
        for (int place : places) {
            before = Math.max(before, place + 1);
        }
        int[] all = Arrays.copyOf(places, windows.size());
        int written = before;
        for (int i = places.length; i < all.length; i++) {
            all[i] = state.isIdle(i, watermark) ? MetricTable.UNREAD : written++;
        }
        out.writeCount(written - before);
        for (int i = places.length; i < all.length; i++) {
            if (all[i] != MetricTable.UNREAD) {
                out.writeText(windows.name(i));
            }
        }
        return all;
    }

    private static void readFurtherMetrics(ByteReader in, List<String> names) {
        int count = in.readSize();
        for (int i = 0; i < count; i++) {
            names.add(in.readName());
        }
    }

    private static void writeMetric(ByteWriter out, MetricState metric, boolean extremes, boolean more, long origin) {
        EncodedTime.write(out, metric.latestTime, origin);
        if (!metric.isSeen()) {
            return;
        }
        out.writeDouble(metric.latest);
        out.writeText(metric.unit);
        out.writeDouble(metric.previous);
        EncodedTime.write(out, metric.unchangedSince, origin);
        out.writeCount(metric.weightedMeans.length);
        for (int i = 0; i < metric.weightedMeans.length; i++) {
            out.writeDouble(metric.needs.weights[i]);
            out.writeCount(metric.weighed[i]);
            out.writeDouble(metric.weightedMeans[i]);
            out.writeDouble(metric.weightedVariances[i]);
            out.writeDouble(metric.weightedScores[i]);
        }
        KeptReadings readings = metric.readings;
        if (extremes) {
            long others = readings.isEmpty() ? metric.latestTime : readings.time(readings.first()) - 1;
            metric.least.write(out, others, origin);
            metric.greatest.write(out, others, origin);
        }
        metric.writeReadings(out, origin);
        if (more) {
            metric.writeMore(out, origin);
        }
    }

    private static int[] readMetrics(
            ByteReader in,
            boolean extremes,
            boolean more,
            MetricTable table,
            DeviceState state,
            List<String> names,
            long origin) {
        int[] places = new int[in.readSize()];
        for (int i = 0; i < places.length; i++) {
            names.add(in.readName());
            places[i] = table.find(names.get(i));
            MetricState metric =
                    places[i] == MetricTable.UNREAD ? new MetricState(new MetricNeeds()) : state.metrics[places[i]];
            readMetric(in, extremes, more, metric, origin);
        }
        return places;
    }

    private static void readMetric(ByteReader in, boolean extremes, boolean more, MetricState metric, long origin) {
        metric.latestTime = EncodedTime.read(in, origin);
        if (!metric.isSeen()) {
            return;
        }
        metric.latest = in.readDouble();
        metric.unit = in.readText();
        metric.previous = in.readDouble();
        metric.unchangedSince = EncodedTime.read(in, origin);
        int weights = in.readSize();
        for (int i = 0; i < weights; i++) {
            metric.restoreWeighted(
                    in.readDouble(), (int) in.readCount(), in.readDouble(), in.readDouble(), in.readDouble());
        }
        if (extremes) {
            metric.least.read(in, origin);
            metric.greatest.read(in, origin);
        }
        metric.readReadings(in, more, origin);
    }

    private static void writeTruths(ByteWriter out, MetricTable table, DeviceState state, long origin) {
        out.writeCount(state.truths.length);
        for (int i = 0; i < state.truths.length; i++) {
            out.writeText(table.conditions().get(i).name);
            state.truths[i].write(out, origin);
        }
    }

    /** A condition that nobody asks for any more is read all the same, and forgotten. */
    private static void readTruths(ByteReader in, MetricTable table, DeviceState state, long origin) {
        int count = in.readSize();
        for (int i = 0; i < count; i++) {
            int place = table.findCondition(in.readName());
            (place == MetricTable.UNREAD ? new TimesOfTruth(0) : state.truths[place]).read(in, origin);
        }
    }

    private static void writeRules(
            ByteWriter out, CompiledRule[] rules, DeviceState state, int[] places, long watermark, long origin) {
        int active = 0;
        for (RuleState rule : state.rules) {
            active += rule.isIdle(watermark) ? 0 : 1;
        }
        out.writeCount(active);
        for (int i = 0; i < rules.length; i++) {
            if (!state.rules[i].isIdle(watermark)) {
                out.writeText(rules[i].rule.id().value());
                out.writeBits(rules[i].signature);
                writeRule(out, state.rules[i], places, origin);
            }
        }
    }

    private static void writeRule(ByteWriter out, RuleState rule, int[] places, long origin) {
        out.writeCount(rule.severity + 1L);
        EncodedTime.write(out, rule.raisedAt, origin);
        EncodedTime.write(out, rule.clearingSince, origin);
        EncodedTime.write(out, rule.lastTransition, origin);
        EncodedTime.write(out, rule.lastRaisedAt, origin);
        out.writeCount(rule.raises);
        out.writeCount(places[rule.lastMetric] + 1L);
        out.writeCount(rule.entries.length);
        for (EntryState entry : rule.entries) {
            boolean running = entry.since != Microseconds.NONE;
            boolean ends = entry.endingSince != Microseconds.NONE;
            out.writeByte((entry.met ? MET : 0)
                    | (entry.holds ? HOLDS : 0)
                    | (running ? RUNNING : 0)
                    | (entry.ending ? ENDING : 0)
                    | (ends ? ENDS : 0));
            if (running) {
                EncodedTime.write(out, entry.since, origin);
                out.writeCount(places[entry.firstMetric] + 1L);
                out.writeDouble(entry.firstValue);
            }
            if (ends) {
                EncodedTime.write(out, entry.endingSince, origin);
            }
            Occurrences occurrences = entry.occurrences;
            out.writeCount(occurrences.size());
            for (int i = 0; i < occurrences.size(); i++) {
                EncodedTime.write(out, occurrences.timeAt(i), origin);
                out.writeCount(places[occurrences.metricAt(i)] + 1L);
                out.writeDouble(occurrences.valueAt(i));
            }
        }
    }

    private static void readRules(
            ByteReader in, CompiledRule[] rules, DeviceState state, int[] places, boolean lags, long origin) {
        int active = in.readSize();
        for (int i = 0; i < active; i++) {
            String id = in.readName();
            long signature = in.readBits();
            RuleState kept = keeping(rules, state, id, signature);
            int severity = readRule(in, kept, places, lags, origin);
            if (kept == null && severity != RuleState.NO_ALARM) {
                state.forgotten = state.forgotten.append(new ForgottenAlarm(new RuleId(id), Severity.ofRank(severity)));
            }
        }
    }

    /** The state of the rule of this name, where it still reads the same; else one that nobody looks at. */
    private static @Nullable RuleState keeping(CompiledRule[] rules, DeviceState state, String id, long signature) {
        for (int i = 0; i < rules.length; i++) {
            if (rules[i].rule.id().value().equals(id)) {
                if (rules[i].signature == signature) {
                    return state.rules[i];
                }
                state.startedAfresh = state.startedAfresh.append(rules[i].rule.id());
            }
        }
        return null;
    }

    /** Returns the rank of the severity of its active alarm. */
    private static int readRule(ByteReader in, @Nullable RuleState kept, int[] places, boolean lags, long origin) {
        int severity = in.readIndex(Severity.values().length + 1) - 1;
        long raisedAt = EncodedTime.read(in, origin);
        long clearingSince = EncodedTime.read(in, origin);
        long lastTransition = lags ? EncodedTime.read(in, origin) : raisedAt;
        long lastRaisedAt = lags ? EncodedTime.read(in, origin) : raisedAt;
        int raises = lags ? (int) in.readCount() : 1;
        int lastMetric = placed(in, places, kept == null ? 0 : kept.lastMetric);
        int entries = in.readSize();
        RuleState rule = kept == null ? new RuleState(new EntryState[0]) : kept;
        rule.severity = severity;
        rule.raisedAt = raisedAt;
        rule.clearingSince = clearingSince;
        rule.lastTransition = lastTransition;
        rule.lastRaisedAt = lastRaisedAt;
        rule.raises = raises;
        rule.lastMetric = lastMetric;
        for (int i = 0; i < entries; i++) {
            readEntry(in, i < rule.entries.length ? rule.entries[i] : new EntryState(0), places, origin);
        }
        return severity;
    }

    private static void readEntry(ByteReader in, EntryState entry, int[] places, long origin) {
        int flags = in.readByte();
        entry.met = (flags & MET) != 0;
        entry.holds = (flags & HOLDS) != 0;
        entry.ending = (flags & ENDING) != 0;
        if ((flags & RUNNING) != 0) {
            entry.since = EncodedTime.read(in, origin);
            entry.firstMetric = placed(in, places, 0);
            entry.firstValue = in.readDouble();
        }
        if ((flags & ENDS) != 0) {
            entry.endingSince = EncodedTime.read(in, origin);
        }
        int occurrences = in.readSize();
        for (int i = 0; i < occurrences; i++) {
            entry.occurrences.add(EncodedTime.read(in, origin), placed(in, places, 0), in.readDouble());
        }
    }

    private static int placed(ByteReader in, int[] places, int unknown) {
        int index = in.readIndex(places.length + 1) - 1;
        return index < 0 || places[index] == MetricTable.UNREAD ? unknown : places[index];
    }
}
