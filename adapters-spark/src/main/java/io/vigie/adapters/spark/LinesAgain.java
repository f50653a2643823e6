package io.vigie.adapters.spark;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import scala.reflect.ClassTag$;

/**
 * Reads a few lines of a file again. Whether a reading is too late to be taken is known only where its device's state
 * is, far from its message; to send every message along for the few that are would cost more than all else.
 */
final class LinesAgain implements Serializable {

    private static final long serialVersionUID = 1;

    private final Broadcast<SerializableConfiguration> configuration;

    private LinesAgain(Broadcast<SerializableConfiguration> configuration) {
        this.configuration = configuration;
    }

    static LinesAgain in(SparkSession session) {
        return new LinesAgain(session.sparkContext()
                .broadcast(
                        new SerializableConfiguration(session.sessionState().newHadoopConf()),
                        ClassTag$.MODULE$.apply(SerializableConfiguration.class)));
    }

    /** The lines that start at these places, by place; none of them when the file is gone, or has shrunk since. */
    Map<Long, byte[]> at(String file, SortedSet<Long> places) {
        Map<Long, byte[]> lines = new HashMap<>();
        Path path = new Path(file);
        var hadoop = configuration.value().value();
        try (FSDataInputStream raw = path.getFileSystem(hadoop).open(path)) {
            CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(path);
            InputStream in = new BufferedInputStream(codec == null ? raw : codec.createInputStream(raw));
            long position = 0;
            for (long place : places) {
                in.skipNBytes(place - position);
                byte[] line = line(in);
                lines.put(place, line);
                position = place + line.length + 1;
            }
            return lines;
        } catch (FileNotFoundException gone) {
            return Map.of();
        } catch (EOFException shrunk) {
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + " again: " + e.getMessage(), e);
        }
    }

    private static byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        int next = in.read();
        while (next >= 0 && next != '\n' && line.size() < LineBlocks.Limits.DEFAULT.longestLine()) {
            line.write(next);
            next = in.read();
        }
        return line.toByteArray();
    }
}
