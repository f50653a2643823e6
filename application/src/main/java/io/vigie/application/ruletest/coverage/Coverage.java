package io.vigie.application.ruletest.coverage;

import io.vavr.collection.Seq;
import io.vigie.application.ruletest.coverage.CoveragePoint.Kind;

/**
 * How much of rules their tests have seen happen: each rule raised and cleared, each entry held, each comparison both
 * true and false, each deadline met and missed.
 *
 * @param points rule by rule, entry by entry; the same for the same rules
 */
public record Coverage(Seq<CoveragePoint> points) {

    /** What these or the other tests of the same rules have seen. */
    public Coverage and(Coverage other) {
        return new Coverage(points.zipWith(other.points, CoveragePoint::or));
    }

    /** How many points count. */
    public int total() {
        return points.count(point -> point.kind().counts());
    }

    /** How many of them were seen. */
    public int seen() {
        return points.count(point -> point.kind().counts() && point.seen());
    }

    /** The share that was seen in percent, rounded down, so that 100 is all. */
    public int percent() {
        return total() == 0 ? 100 : seen() * 100 / total();
    }

    /** Those that count and were not seen. */
    public Seq<CoveragePoint> unseen() {
        return points.filter(point -> point.kind().counts() && !point.seen());
    }

    /** The comparisons that were undefined at times. */
    public Seq<CoveragePoint> undefined() {
        return points.filter(point -> point.kind() == Kind.UNDEFINED && point.seen());
    }

    /** The comparisons whose two sides were never equal. */
    public Seq<CoveragePoint> neverEqual() {
        return points.filter(point -> point.kind() == Kind.EQUAL && !point.seen());
    }

    /** How many comparisons have a limit that can be met exactly. */
    public int limits() {
        return points.count(point -> point.kind() == Kind.EQUAL);
    }
}
