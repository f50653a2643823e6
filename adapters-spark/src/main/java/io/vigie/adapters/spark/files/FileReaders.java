package io.vigie.adapters.spark.files;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.jspecify.annotations.Nullable;

/** Makes the readers of a batch's files, where the tasks are. */
record FileReaders(FileReading reading) implements PartitionReaderFactory {

    private static final long serialVersionUID = 1;

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
        return new Reader(reading, ((FileParts) partition).parts());
    }

    private static final class Reader implements PartitionReader<InternalRow> {

        private final FileRows rows;
        private @Nullable InternalRow row;

        Reader(FileReading reading, List<FilePart> parts) {
            rows = new FileRows(reading, parts);
        }

        @Override
        public boolean next() {
            row = rows.next();
            return row != null;
        }

        @Override
        public InternalRow get() {
            if (row == null) {
                throw new IllegalStateException("There is no row before the first, or after the last.");
            }
            return row;
        }

        @Override
        public void close() {
            rows.close();
        }
    }
}
