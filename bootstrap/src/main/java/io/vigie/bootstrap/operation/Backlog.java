package io.vigie.bootstrap.operation;

import io.vavr.collection.Map;

/**
 * How many messages a pipeline has not read yet, for the status line: all together, and where most of them are.
 *
 * @param parts by part of the source; empty where the source cannot tell
 */
record Backlog(Map<String, Long> parts) {

    private static final int NAMED = 3;

    /** The text, which begins with a comma; empty where there is nothing to tell. */
    String text() {
        if (parts.isEmpty()) {
            return "";
        }
        Map<String, Long> behind = parts.filterValues(messages -> messages > 0);
        return ", " + CountText.of(behind.values().sum().longValue()) + " messages to read"
                + (behind.isEmpty()
                        ? ""
                        : behind.toList()
                                .sortBy(part -> -part._2)
                                .take(NAMED)
                                .map(part -> part._1 + " " + CountText.of(part._2))
                                .mkString(" (", ", ", behind.size() > NAMED ? ", …)" : ")"));
    }
}
