package io.vigie.adapters.spark;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.sql.SparkSession;

/**
 * The local file system under another name, which counts how often each file is opened.
 *
 * <p>Public because Hadoop creates it by its name.
 */
public final class CountingFileSystem extends RawLocalFileSystem {

    static final String SCHEME = "counting";

    private static final Map<String, Integer> OPENED = new ConcurrentHashMap<>();

    static void register(SparkSession session) {
        session.sparkContext().hadoopConfiguration().set("fs." + SCHEME + ".impl", CountingFileSystem.class.getName());
    }

    static int opened(java.nio.file.Path file) {
        return OPENED.getOrDefault(file.toString(), 0);
    }

    @Override
    public URI getUri() {
        return URI.create(SCHEME + ":///");
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FSDataInputStream open(Path file, int bufferSize) throws IOException {
        OPENED.merge(file.toUri().getPath(), 1, Integer::sum);
        return super.open(file, bufferSize);
    }
}
