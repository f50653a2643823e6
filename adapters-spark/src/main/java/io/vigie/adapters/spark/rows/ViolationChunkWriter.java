package io.vigie.adapters.spark.rows;

import io.vigie.adapters.spark.spi.ViolationTable;
import io.vigie.adapters.spark.spi.ViolationTable.Violation;
import io.vigie.application.decoding.DecodedReading;
import io.vigie.domain.encoding.ByteWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Packs what readings of one stretch of a source violate by themselves, a row each rule. {@link ChunkRows} reads them. */
public final class ViolationChunkWriter {

    private final ByteWriter body = new ByteWriter(256);
    private int count;

    public int count() {
        return count;
    }

    public int size() {
        return body.size();
    }

    public void add(DecodedReading reading, List<String> rules, long offset, long arrival) {
        if (rules.isEmpty()) {
            return;
        }
        String device = reading.device().toString();
        String metric = reading.metric().toString();
        String unit = reading.unit().isPresent() ? reading.unit().toString() : null;
        for (int i = 0; i < rules.size(); i++) {
            ViolationTable.COLUMNS.pack(
                    new Violation(
                            rules.get(i), device, metric, reading.value(), unit, reading.eventTime(), offset, arrival),
                    body);
            count++;
        }
    }

    /** The violations, after their source and partition; the writer is then empty. */
    public Chunk.Violations take(@Nullable String source, @Nullable String partition) {
        ByteWriter chunk = new ByteWriter(body.size() + 64);
        chunk.writeText(source);
        chunk.writeText(partition);
        chunk.append(body);
        body.clear();
        Chunk.Violations packed = new Chunk.Violations(count, PackedRows.of(chunk.toBytes()));
        count = 0;
        return packed;
    }
}
