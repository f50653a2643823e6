package io.vigie.adapters.delta;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * What makes a directory a table: the first commit in its log. A process that is killed, or a machine that goes off, while
 * a table is made leaves a log without it, or with a part of it, and Delta takes the directory for a table that cannot be
 * read.
 *
 * @see <a href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#file-types">Delta protocol: file types</a>
 */
final class FirstCommit {

    private static final String SUM = "_last_checkpoint";
    private static final String FIRST = "00000000000000000000.json";
    private static final Pattern OF_A_TABLE = Pattern.compile("\\d{20}\\.(json|checkpoint\\..*)");

    private FirstCommit() {}

    /** Whether a table's log, which may be there or not, holds no commit that is whole. */
    static boolean isMissing(SparkSession session, String table) {
        Path log = log(table);
        try {
            FileSystem files = files(session, log);
            if (files.exists(new Path(log, SUM))) {
                return false; // with many commits: they need not be listed
            }
            FileStatus[] found = list(files, log);
            return isDirectory(found, log) && (holdsNothing(found) || holdsPart(files, log, found));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes away what is there of a first commit that is not whole, and only that. */
    static void clear(SparkSession session, String table) throws IOException {
        Path log = log(table);
        FileSystem files = files(session, log);
        FileStatus[] found = list(files, log);
        if (isDirectory(found, log) && !holdsNothing(found) && holdsPart(files, log, found)) {
            files.delete(new Path(log, FIRST), false);
        }
    }

    /** Whether there is no more of a table than its log. */
    static boolean isAlone(SparkSession session, String table) throws IOException {
        Path log = log(table);
        return Stream.of(list(files(session, log), new Path(table)))
                .allMatch(found ->
                        found.isDirectory() && found.getPath().getName().equals(log.getName()));
    }

    private static Path log(String table) {
        return new Path(table, "_delta_log");
    }

    private static FileSystem files(SparkSession session, Path log) throws IOException {
        return log.getFileSystem(session.sessionState().newHadoopConf());
    }

    private static FileStatus[] list(FileSystem files, Path directory) throws IOException {
        try {
            return files.listStatus(directory);
        } catch (FileNotFoundException none) {
            return new FileStatus[0];
        }
    }

    /** Of a file a listing is that file. */
    private static boolean isDirectory(FileStatus[] found, Path log) {
        return Stream.of(found).noneMatch(file -> file.getPath().getName().equals(log.getName()));
    }

    private static boolean holdsNothing(FileStatus[] found) {
        return commits(found).findAny().isEmpty();
    }

    private static Stream<String> commits(FileStatus[] found) {
        return Stream.of(found)
                .map(file -> file.getPath().getName())
                .filter(name -> OF_A_TABLE.matcher(name).matches());
    }

    /** A log whose first commit is gone by age begins with a later one; there nothing is read. */
    private static boolean holdsPart(FileSystem files, Path log, FileStatus[] found) throws IOException {
        return commits(found).allMatch(FIRST::equals) && !isWhole(files, new Path(log, FIRST));
    }

    /** It is objects in JSON, a line each, and two of them say what the table is. */
    private static boolean isWhole(FileSystem files, Path commit) throws IOException {
        ObjectMapper json = new ObjectMapper();
        boolean hasProtocol = false;
        boolean hasMetadata = false;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(files.open(commit), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode action = json.readTree(line);
                hasProtocol |= action.has("protocol");
                hasMetadata |= action.has("metaData");
            }
        } catch (JacksonException | ChecksumException torn) {
            return false;
        }
        return hasProtocol && hasMetadata;
    }
}
