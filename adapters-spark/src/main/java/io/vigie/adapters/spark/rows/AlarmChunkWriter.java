package io.vigie.adapters.spark.rows;

import io.vigie.adapters.spark.spi.AlarmTable;
import io.vigie.application.port.out.TransitionKind;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.encoding.ByteWriter;
import java.util.HashMap;
import java.util.Map;

/** Packs transitions of a device's alarms as rows of the {@link AlarmTable}; {@link ChunkRows} reads them. */
public final class AlarmChunkWriter {

    private final ByteWriter rows = new ByteWriter(512);
    private final Map<TransitionKind, Integer> counts = new HashMap<>();

    public boolean isEmpty() {
        return counts.isEmpty();
    }

    public int size() {
        return rows.size();
    }

    public void add(AlarmTransition transition) {
        counts.merge(TransitionKind.of(transition), 1, Integer::sum);
        AlarmTable.COLUMNS.pack(transition, rows);
    }

    /** The transitions; the writer is then empty. */
    public Chunk.Alarms take() {
        Chunk.Alarms packed = new Chunk.Alarms(Map.copyOf(counts), PackedRows.of(rows.toBytes()));
        rows.clear();
        counts.clear();
        return packed;
    }
}
