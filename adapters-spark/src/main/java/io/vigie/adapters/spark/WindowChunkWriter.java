package io.vigie.adapters.spark;

import io.vigie.adapters.spark.spi.TableColumns;
import io.vigie.domain.encoding.ByteWriter;
import io.vigie.domain.window.WindowResult;

/** Packs windows as rows of a pipeline's table of windows; {@link ChunkRows} reads them. */
final class WindowChunkWriter {

    private final TableColumns<WindowResult> columns;
    private final ByteWriter rows = new ByteWriter(256);
    private int count;

    /** For a table of these columns. */
    WindowChunkWriter(TableColumns<WindowResult> columns) {
        this.columns = columns;
    }

    int count() {
        return count;
    }

    int size() {
        return rows.size();
    }

    void add(WindowResult result) {
        count++;
        columns.pack(result, rows);
    }

    /** The windows; the writer is then empty. */
    Chunk.Windows take() {
        Chunk.Windows packed = new Chunk.Windows(count, PackedRows.of(rows.toBytes()));
        rows.clear();
        count = 0;
        return packed;
    }
}
