package io.vigie.adapters.spark.files;

import io.vigie.adapters.spark.spi.StreamProvider;
import io.vigie.adapters.spark.spi.messages.MessageColumns;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.jspecify.annotations.Nullable;

/** A stream of files. Public because Spark creates it by its name. */
public final class FileStreamProvider extends StreamProvider {

    static final String NAME = "files";

    /** What opens the streams of this process: Spark hands nothing but texts to what it creates by name. */
    private static final Map<String, Function<String, FileStream>> OPENERS = new ConcurrentHashMap<>();

    /** Made by Spark. */
    public FileStreamProvider() {
        super("files", MessageColumns.SCHEMA);
    }

    /**
     * Answers with a name by which Spark may open a stream.
     *
     * @param opener opens it, with its directory in the checkpoint
     */
    static String name(Function<String, FileStream> opener) {
        String name = UUID.randomUUID().toString();
        OPENERS.put(name, opener);
        return name;
    }

    @Override
    protected MicroBatchStream open(CaseInsensitiveStringMap options, String checkpoint) {
        // Once: what is opened again has another name.
        @Nullable Function<String, FileStream> opener = OPENERS.remove(options.getOrDefault(NAME, ""));
        if (opener == null) {
            throw new IllegalStateException("There is no stream of files of this name in this process.");
        }
        return opener.apply(checkpoint);
    }
}
