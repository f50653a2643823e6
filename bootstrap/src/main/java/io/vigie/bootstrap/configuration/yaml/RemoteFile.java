package io.vigie.bootstrap.configuration.yaml;

import io.vavr.collection.Map;
import io.vavr.control.Either;
import io.vigie.bootstrap.storage.StorageCheck;
import io.vigie.bootstrap.storage.StorageFailure;
import io.vigie.bootstrap.storage.StoragePath;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A file on any file system that Hadoop knows.
 *
 * @param uri where it lies
 * @param settings Spark's settings of the pipeline; those that begin with {@code spark.hadoop.} are for the file system
 */
record RemoteFile(String uri, Map<String, String> settings) {

    private static final String FOR_HADOOP = "spark.hadoop.";

    /** Its first bytes, or why it cannot be read. */
    Either<String, byte[]> read(int most) {
        try {
            Path path = new Path(uri);
            try (FileSystem files = fileSystem(path);
                    InputStream in = files.open(path)) {
                return Either.right(in.readNBytes(most));
            }
        } catch (FileNotFoundException e) {
            return Either.left("there is no such file");
        } catch (IOException | RuntimeException e) {
            return Either.left("cannot read the file: "
                    + StoragePath.of(uri)
                            .flatMap(place -> StorageFailure.told(place, e))
                            .getOrElse(() -> ReadFailure.told(e)));
        }
    }

    /** Another text when the file is another than before. */
    String stamp() {
        try {
            Path path = new Path(uri);
            try (FileSystem files = fileSystem(path)) {
                FileStatus found = files.getFileStatus(path);
                return found.getModificationTime() + " " + found.getLen();
            }
        } catch (IOException | RuntimeException e) {
            return "missing";
        }
    }

    /** One of its own: those that Hadoop keeps are for the engine, and more patient. */
    private FileSystem fileSystem(Path path) throws IOException {
        Configuration configuration = new Configuration();
        // What spark-submit was told comes first, the pipeline's own settings before it.
        System.getProperties()
                .stringPropertyNames()
                .forEach(name -> set(configuration, name, System.getProperty(name)));
        settings.forEach((name, value) -> set(configuration, name, value));
        return FileSystem.newInstance(path.toUri(), StorageCheck.impatient(configuration));
    }

    private static void set(Configuration configuration, String name, String value) {
        if (name.startsWith(FOR_HADOOP)) {
            configuration.set(name.substring(FOR_HADOOP.length()), value);
        }
    }
}
