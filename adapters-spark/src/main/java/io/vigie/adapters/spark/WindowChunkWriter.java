package io.vigie.adapters.spark;

import io.vigie.adapters.spark.spi.TableColumns;
import io.vigie.adapters.spark.spi.WindowTable;
import io.vigie.domain.encoding.ByteWriter;
import io.vigie.domain.window.WindowBook;
import io.vigie.domain.window.WindowResult;

/** Packs windows as rows of a pipeline's {@link WindowTable}; {@link ChunkRows} reads them. */
final class WindowChunkWriter {

    private final TableColumns<WindowResult> columns;
    private final ByteWriter rows = new ByteWriter(256);
    private int count;

    /** For a table with a column for whatever these windows ask for. */
    WindowChunkWriter(WindowBook windows) {
        columns = WindowTable.columns(windows);
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
