package io.vigie.adapters.spark.files;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.connector.read.streaming.Offset;

/** The number of the last batch in the log of files whose files were taken, written as Spark's own file source does. */
final class FileOffset extends Offset {

    private static final Pattern JSON = Pattern.compile("\\{\"logOffset\":(-1|\\d{1,18})}");

    private final long number;

    FileOffset(long number) {
        this.number = number;
    }

    /** @throws IllegalArgumentException when it is none */
    static FileOffset of(String json) {
        Matcher offset = JSON.matcher(json);
        if (!offset.matches()) {
            throw new IllegalArgumentException("This is no offset of files: " + json);
        }
        return new FileOffset(Long.parseLong(offset.group(1)));
    }

    /** Whether that stands for a batch of the log, or for none yet. */
    static boolean isWritten(String json, long last) {
        return JSON.matcher(json).matches() && of(json).number <= last;
    }

    static long number(Offset offset) {
        return offset instanceof FileOffset ours ? ours.number : of(offset.json()).number;
    }

    @Override
    public String json() {
        return "{\"logOffset\":" + number + "}";
    }
}
