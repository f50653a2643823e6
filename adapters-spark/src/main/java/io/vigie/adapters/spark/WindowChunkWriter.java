package io.vigie.adapters.spark;

import io.vavr.collection.Seq;
import io.vigie.domain.encoding.ByteWriter;
import io.vigie.domain.window.Aggregate;
import io.vigie.domain.window.WindowBook;
import io.vigie.domain.window.WindowResult;

/** Packs windows as rows of a pipeline's windows table; {@link ChunkRows} reads them. */
final class WindowChunkWriter {

    private final Seq<Aggregate> columns;
    private final ByteWriter rows = new ByteWriter(256);
    private int count;

    /** For a table with a column for whatever these windows ask for. */
    WindowChunkWriter(WindowBook windows) {
        columns = windows.aggregates();
    }

    int count() {
        return count;
    }

    int size() {
        return rows.size();
    }

    void add(WindowResult result) {
        count++;
        rows.writeText(result.window().name());
        rows.writeText(result.device().value());
        rows.writeText(result.metric().name());
        rows.writeLong(result.time().start());
        rows.writeLong(result.time().end());
        for (Aggregate column : columns) {
            rows.writeDouble(result.value(column).getOrElse(Double.NaN));
        }
    }

    /** The rows; the writer is then empty. */
    byte[] take() {
        byte[] packed = rows.toBytes();
        rows.clear();
        count = 0;
        return packed;
    }
}
