package io.vigie.adapters.spark.history;

import io.vavr.control.Option;
import io.vigie.application.history.DeviceScan;
import io.vigie.application.history.PastReading;
import io.vigie.domain.reading.DeviceId;
import java.io.Serializable;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Hands a scan one device after another, as rows in their order come by: none is kept. */
final class ScanDevices<R extends Serializable> implements MapPartitionsFunction<Row, byte[]> {

    private static final long serialVersionUID = 1;

    private final DeviceScan<R> scan;

    ScanDevices(DeviceScan<R> scan) {
        this.scan = scan;
    }

    @Override
    public Iterator<byte[]> call(Iterator<Row> rows) {
        return new Scanning<>(scan, rows);
    }

    private static final class Scanning<R extends Serializable> implements Iterator<byte[]> {

        private final DeviceScan<R> scan;
        private final Iterator<Row> rows;

        /** The first row that is not yet handed over. */
        private @Nullable Row ahead;

        private byte @Nullable [] found;

        Scanning(DeviceScan<R> scan, Iterator<Row> rows) {
            this.scan = scan;
            this.rows = rows;
            advance();
        }

        private void advance() {
            ahead = rows.hasNext() ? rows.next() : null;
        }

        @Override
        public boolean hasNext() {
            while (found == null && ahead != null) {
                String device = ahead.getString(HistoryColumns.DEVICE);
                OfDevice readings = new OfDevice(device);
                Option<R> result = scan.scan(new DeviceId(device), readings);
                found = result.map(JavaSerialization::pack).getOrNull();
                readings.forEachRemaining(unread -> {});
            }
            return found != null;
        }

        @Override
        public byte[] next() {
            byte[] next = hasNext() ? found : null;
            if (next == null) {
                throw new NoSuchElementException("no more devices");
            }
            found = null;
            return next;
        }

        private final class OfDevice implements Iterator<PastReading> {
            private final String device;
            private @Nullable Row before;

            OfDevice(String device) {
                this.device = device;
            }

            @Override
            public boolean hasNext() {
                return ahead != null && ahead.getString(HistoryColumns.DEVICE).equals(device);
            }

            @Override
            public PastReading next() {
                Row row = hasNext() ? ahead : null;
                if (row == null) {
                    throw new NoSuchElementException(device + " has no more readings");
                }
                advance();
                PastReading reading = HistoryColumns.reading(row, before);
                before = row;
                return reading;
            }
        }
    }
}
