package io.vigie.domain.reading;

import io.vavr.control.Option;
import java.io.Serializable;
import java.time.ZoneId;

/**
 * How messages write their times, as far as the times do not say it themselves.
 *
 * @param unit of times that are numbers; none where nobody has said it: they are milliseconds then, and one that is
 *     not of the years 1980 to 2100 was likely meant otherwise, and is out of range
 * @param zone of times that are texts without an offset; none where such a text is no time
 */
public record TimeNotation(Option<EpochUnit> unit, Option<ZoneId> zone) implements Serializable {

    /** Milliseconds, and texts with an offset. */
    public static final TimeNotation DEFAULT = new TimeNotation(Option.none(), Option.none());

    /** What a time is, for a person who has sent something else. */
    String noun() {
        EpochUnit counted = unit.getOrElse(EpochUnit.MILLISECONDS);
        return "an ISO-8601 time" + (zone.isEmpty() ? " with an offset" : "") + ", or "
                + (counted == EpochUnit.TICKS ? ".NET " : "epoch ") + counted.noun();
    }
}
