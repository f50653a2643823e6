package io.vigie.adapters.spark.rows;

import io.vigie.adapters.spark.spi.TableColumns;
import io.vigie.domain.encoding.ByteWriter;
import io.vigie.domain.window.WindowResult;

/** Packs windows as rows of a pipeline's table of windows; {@link ChunkRows} reads them. */
public final class WindowChunkWriter {

    private final TableColumns<WindowResult> columns;
    private final ByteWriter rows = new ByteWriter(256);
    private int count;

    /** For a table of these columns. */
    public WindowChunkWriter(TableColumns<WindowResult> columns) {
        this.columns = columns;
    }

    public int count() {
        return count;
    }

    public int size() {
        return rows.size();
    }

    public void add(WindowResult result) {
        count++;
        columns.pack(result, rows);
    }

    /** The windows; the writer is then empty. */
    public Chunk.Windows take() {
        Chunk.Windows packed = new Chunk.Windows(count, PackedRows.of(rows.toBytes()));
        rows.clear();
        count = 0;
        return packed;
    }
}
