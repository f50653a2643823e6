package io.vigie.adapters.spark.checkpoint;

import io.vigie.application.port.out.PipelineFailed;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkException;
import org.apache.spark.sql.streaming.StreamingQueryException;

/**
 * What went wrong, out of the layers that engines wrap it in: the first line of each layer that says something new, from
 * the outside in. Spark's own layers only say that something failed.
 */
public final class FailureText {

    private static final int LONGEST = 500;
    private static final int DEEPEST = 20;

    private FailureText() {}

    public static String of(Throwable failure) {
        List<String> lines = new ArrayList<>();
        Throwable layer = failure;
        for (int depth = 0; depth < DEEPEST; depth++) {
            if (layer instanceof PipelineFailed) {
                return String.valueOf(layer.getMessage());
            }
            Throwable cause = layer.getCause();
            if (cause == null || saysMore(layer, cause)) {
                String line = firstLine(layer);
                if (lines.stream().noneMatch(known -> known.contains(line))) {
                    lines.add(lines.isEmpty() ? named(layer, line) : line);
                }
            }
            if (cause == null) {
                break;
            }
            layer = cause;
        }
        return String.join(": ", lines);
    }

    /** Whether it tells by itself what it is about, and what to do. */
    public static boolean isOurs(Throwable failure) {
        Throwable layer = failure;
        for (int depth = 0; layer != null && depth < DEEPEST; depth++) {
            if (layer instanceof PipelineFailed) {
                return true;
            }
            layer = layer.getCause();
        }
        return false;
    }

    private static boolean saysMore(Throwable layer, Throwable cause) {
        String message = layer.getMessage();
        return !(layer instanceof SparkException)
                && !(layer instanceof StreamingQueryException)
                && message != null
                && !message.isBlank()
                && !message.equals(cause.toString());
    }

    private static String named(Throwable layer, String line) {
        String name = layer.getClass().getSimpleName();
        return line.equals(name) ? name : name + ": " + line;
    }

    private static String firstLine(Throwable layer) {
        String message = layer.getMessage();
        if (message == null || message.isBlank()) {
            return layer.getClass().getSimpleName();
        }
        String line = message.strip().lines().findFirst().orElse("");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
