package io.vigie.adapters.spark;

import io.vigie.application.port.out.PipelineFailed;
import java.util.LinkedHashSet;
import java.util.Set;

/** What went wrong, out of the layers that engines wrap it in: each message's first line once, from the outside in. */
final class FailureText {

    private static final int LONGEST = 500;
    private static final int DEEPEST = 20;

    private FailureText() {}

    static String of(Throwable failure) {
        Set<String> lines = new LinkedHashSet<>();
        Throwable layer = failure;
        for (int depth = 0; layer != null && depth < DEEPEST; depth++) {
            if (layer instanceof PipelineFailed) {
                return String.valueOf(layer.getMessage());
            }
            if (layer.getCause() == null || layer.getCause() == layer) {
                lines.add(firstLine(layer));
                break;
            }
            layer = layer.getCause();
            lines.clear();
            lines.add(firstLine(layer));
        }
        return String.join(": ", lines);
    }

    private static String firstLine(Throwable layer) {
        String message = layer.getMessage();
        if (message == null || message.isBlank()) {
            return layer.getClass().getSimpleName();
        }
        String line = message.strip().lines().findFirst().orElse("");
        return layer.getClass().getSimpleName() + ": "
                + (line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line);
    }
}
