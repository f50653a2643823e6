package io.vigie.application.history;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.domain.monitor.ArrivalTime;
import io.vigie.domain.monitor.FleetLimits;
import io.vigie.domain.monitor.TimePolicy;
import java.io.Serializable;
import java.time.Duration;

/**
 * Under what the readings of a history are taken again.
 *
 * @param time what is late, and what arrival is
 * @param forgetAfter how long after its last arrival a device is forgotten; none where it never is
 * @param remarks what is to be known of them, for people: where they are not all that the readings were taken under
 */
public record HistoryTerms(TimePolicy time, Option<Duration> forgetAfter, Seq<String> remarks) implements Serializable {

    /** Of readings of which nothing is known: those of a pipeline that says nothing of time. */
    public static final HistoryTerms STANDARD = new HistoryTerms(TimePolicy.DEFAULT, Option.none(), Vector.empty());

    /** Of files of the past, whose readings arrived when they were measured. */
    public static final HistoryTerms OF_FILES =
            new HistoryTerms(TimePolicy.DEFAULT.arrival(ArrivalTime.EVENT), Option.none(), Vector.empty());

    /** The same under another time policy. */
    public HistoryTerms time(TimePolicy other) {
        return new HistoryTerms(other, forgetAfter, remarks);
    }

    /** The same with something more to be known. */
    public HistoryTerms remark(String remark) {
        return new HistoryTerms(time, forgetAfter, remarks.append(remark));
    }

    /** What is remembered: whatever comes was bounded when it was taken. */
    public FleetLimits limits() {
        return FleetLimits.NONE.forgettingAfter(forgetAfter);
    }
}
