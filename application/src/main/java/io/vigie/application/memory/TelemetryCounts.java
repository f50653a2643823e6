package io.vigie.application.memory;

import io.vavr.collection.Map;
import io.vigie.domain.reading.RejectionReason;

/**
 * What a run came to, in numbers.
 *
 * @param readings the valid readings, late and repeated ones included
 * @param late how many of them were late
 * @param repeated how many of them were repeated
 * @param rejected how many messages or readings were rejected, by reason
 * @param transitions how many transitions there were, by word
 * @param windows how many windows were complete
 * @param uncounted how often a reading came too late for a window that it belongs to
 */
public record TelemetryCounts(
        long readings,
        long late,
        long repeated,
        Map<RejectionReason, Long> rejected,
        Map<String, Long> transitions,
        long windows,
        long uncounted) {}
