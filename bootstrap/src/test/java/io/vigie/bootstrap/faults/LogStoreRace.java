package io.vigie.bootstrap.faults;

import io.delta.storage.AzureLogStore;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.delta.storage.DelegatingLogStore;

/** A program: writers that all want the same versions of a table's log. It prints how many versions each way of ending had. */
final class LogStoreRace {

    private static final int WRITERS = 4;

    private LogStoreRace() {}

    /** The table's log, the setting of the key, the key's variable, and how many versions. */
    public static void main(String[] arguments) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(arguments[1], System.getenv(arguments[2]));
        Path log = new Path(arguments[0]);
        log.getFileSystem(configuration).mkdirs(log);
        CyclicBarrier together = new CyclicBarrier(WRITERS);
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        int once = 0;
        int versions = Integer.parseInt(arguments[3]);
        for (int version = 0; version < versions; version++) {
            Path commit = new Path(log, String.format("%020d.json", version));
            List<Callable<Boolean>> attempts = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                String line = "written by " + writer;
                attempts.add(() -> {
                    together.await();
                    try {
                        new AzureLogStore(configuration)
                                .write(commit, List.of(line).iterator(), false, configuration);
                        return true;
                    } catch (FileAlreadyExistsException another) {
                        return false;
                    }
                });
            }
            int winners = 0;
            for (Future<Boolean> attempt : writers.invokeAll(attempts)) {
                winners += attempt.get() ? 1 : 0;
            }
            once += winners == 1 ? 1 : 0;
        }
        writers.shutdown();
        for (String scheme : List.of("wasb", "wasbs", "abfs", "abfss")) {
            System.out.println(scheme + " "
                    + DelegatingLogStore.getDefaultLogStoreClassName(scheme).get());
        }
        System.out.println("versions " + versions + " once " + once);
    }
}
