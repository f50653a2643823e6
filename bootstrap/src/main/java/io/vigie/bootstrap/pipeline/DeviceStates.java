package io.vigie.bootstrap.pipeline;

import java.util.Map;
import org.rocksdb.RocksDB;

/**
 * Where the state of devices is kept on a cluster, unless somebody says otherwise: in RocksDB, whose memory is bounded
 * however many devices there are. Only what has changed goes to the checkpoint with a batch, and now and then all of it.
 * A checkpoint goes on with what it was begun with: Spark sees to that.
 *
 * @see <a href="https://spark.apache.org/docs/3.5.7/structured-streaming-programming-guide.html#rocksdb-state-store-implementation">Spark:
 *     RocksDB state store</a>
 */
final class DeviceStates {

    private static final String STATE = "spark.sql.streaming.stateStore.";

    private DeviceStates() {}

    /** Settings of Spark; none where RocksDB does not run, which is told on standard error. */
    static Map<String, String> settings() {
        try {
            RocksDB.loadLibrary();
        } catch (RuntimeException | LinkageError e) {
            System.err.println("vigie: RocksDB does not run on this machine, so the state of devices is kept in the"
                    + " memory of the executors: " + e.getMessage());
            return Map.of();
        }
        return Map.of(
                STATE + "providerClass",
                "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider",
                STATE + "rocksdb.changelogCheckpointing.enabled",
                "true",
                STATE + "rocksdb.boundedMemoryUsage",
                "true",
                STATE + "rocksdb.maxMemoryUsageMB",
                "256");
    }
}
