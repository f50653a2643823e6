package io.vigie.adapters.spark;

import io.vigie.application.explanation.ExplanationJson;
import io.vigie.application.port.out.TransitionKind;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.encoding.ByteWriter;
import io.vigie.domain.monitor.Microseconds;
import java.util.HashMap;
import java.util.Map;

/** Packs transitions of a device's alarms as rows of the alarms table; {@link ChunkRows} reads them. */
final class AlarmChunkWriter {

    private final ByteWriter rows = new ByteWriter(512);
    private final Map<TransitionKind, Integer> counts = new HashMap<>();

    boolean isEmpty() {
        return counts.isEmpty();
    }

    int size() {
        return rows.size();
    }

    void add(AlarmTransition transition) {
        AlarmTransition.Occasion occasion = transition.occasion();
        counts.merge(TransitionKind.of(transition), 1, Integer::sum);
        rows.writeText(occasion.alarm().value());
        rows.writeText(occasion.rule().value());
        rows.writeText(occasion.device().value());
        rows.writeText(occasion.metric().name());
        rows.writeText(transition.word());
        rows.writeText(transition.severity().word());
        rows.writeLong(Microseconds.of(occasion.eventTime()));
        rows.writeDouble(occasion.value());
        rows.writeText(occasion.message());
        rows.writeText(ExplanationJson.of(transition));
        rows.writeByte(occasion.shadow() ? 1 : 0);
    }

    /** The transitions; the writer is then empty. */
    Chunk.Alarms take() {
        Chunk.Alarms packed = new Chunk.Alarms(Map.copyOf(counts), PackedRows.of(rows.toBytes()));
        rows.clear();
        counts.clear();
        return packed;
    }
}
