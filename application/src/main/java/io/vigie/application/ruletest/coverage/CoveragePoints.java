package io.vigie.application.ruletest.coverage;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.application.ruletest.coverage.CoveragePoint.Kind;
import io.vigie.domain.rule.RuleId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The points of a coverage while it is being gathered: each has a number, and is seen or not. */
final class CoveragePoints {

    private final List<CoveragePoint> points = new ArrayList<>();
    private final BitSet seen = new BitSet();

    /** A new point, not seen yet. */
    int add(RuleId rule, Option<Integer> entry, String subject, Kind kind) {
        points.add(new CoveragePoint(rule, entry, subject, kind, false));
        return points.size() - 1;
    }

    void see(int point) {
        seen.set(point);
    }

    void seeIf(boolean happened, int point) {
        if (happened) {
            seen.set(point);
        }
    }

    Coverage coverage() {
        return new Coverage(Vector.ofAll(points)
                .zipWithIndex((point, index) -> new CoveragePoint(
                        point.rule(), point.entry(), point.subject(), point.kind(), seen.get(index))));
    }
}
