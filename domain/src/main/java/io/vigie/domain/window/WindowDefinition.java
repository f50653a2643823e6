package io.vigie.domain.window;

import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vigie.domain.rule.DevicePattern;
import java.io.Serializable;

/**
 * Windows of one kind, over each metric of each device by itself. What it remembers across a restart hangs on its
 * name, its spec and its aggregates: a change of one of them starts its windows afresh, but for aggregates that are
 * added. Those are undefined for windows that were open before, where it takes more to reckon them than was kept.
 *
 * @param name 1 to {@value #MAX_NAME_LENGTH} characters; what its windows are called in the table
 * @param spec which windows
 * @param aggregates what is asked of each, one or more, each once
 * @param metrics of which metrics
 * @param devices of which devices
 */
public record WindowDefinition(
        String name, WindowSpec spec, Seq<Aggregate> aggregates, MetricPattern metrics, DevicePattern devices)
        implements Serializable {

    private static final long serialVersionUID = 1;

    /** The most characters a name may have. */
    public static final int MAX_NAME_LENGTH = 256;

    /** @throws IllegalArgumentException when the name is empty or too long, or no aggregate or one twice is asked for */
    public WindowDefinition {
        if (name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException(
                    "A window's name has 1 to " + MAX_NAME_LENGTH + " characters, this one has " + name.length() + ".");
        }
        if (aggregates.isEmpty() || aggregates.distinct().size() < aggregates.size()) {
            throw new IllegalArgumentException("A window has one aggregate or more, each once.");
        }
    }

    /** Over every metric of every device. */
    public static WindowDefinition of(String name, WindowSpec spec, Aggregate... aggregates) {
        return new WindowDefinition(name, spec, Array.of(aggregates), MetricPattern.EVERY, DevicePattern.EVERY);
    }

    @Override
    public String toString() {
        return name + ": " + spec + ", " + aggregates.mkString(", ");
    }
}
