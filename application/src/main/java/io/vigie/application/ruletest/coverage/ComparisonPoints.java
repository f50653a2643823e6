package io.vigie.application.ruletest.coverage;

import io.vavr.control.Option;
import io.vigie.application.ruletest.coverage.CoveragePoint.Kind;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.expression.Condition;
import io.vigie.domain.rule.expression.Truth;
import java.util.function.IntSupplier;

/** The coverage of one comparison of an entry. */
final class ComparisonPoints {

    private final CoveragePoints points;
    private final Condition comparison;
    private final int whenTrue;
    private final int whenFalse;
    private final int whenUndefined;
    private final int[] atLimit;
    private final Condition[] limits;

    ComparisonPoints(CoveragePoints points, Rule rule, int entry, Condition comparison) {
        this.points = points;
        this.comparison = comparison;
        Option<Integer> ofEntry = Option.some(entry);
        String text = comparison.toString();
        whenTrue = points.add(rule.id(), ofEntry, text, Kind.TRUE);
        whenFalse = points.add(rule.id(), ofEntry, text, Kind.FALSE);
        whenUndefined = points.add(rule.id(), ofEntry, text, Kind.UNDEFINED);
        atLimit = ComparisonLimits.of(comparison)
                .toJavaStream()
                .mapToInt(limit -> points.add(rule.id(), ofEntry, limit.text(), Kind.EQUAL))
                .toArray();
        limits = ComparisonLimits.of(comparison)
                .map(ComparisonLimits.Limit::isMet)
                .toJavaArray(Condition[]::new);
    }

    /** Ready to be asked on one device. */
    final class OnDevice {
        private final IntSupplier truth;
        private final IntSupplier[] truthAtLimits;

        OnDevice(StepwiseReplay device, Rule rule) {
            truth = device.inspection().truth(comparison, rule);
            truthAtLimits = new IntSupplier[limits.length];
            for (int i = 0; i < limits.length; i++) {
                truthAtLimits[i] = device.inspection().truth(limits[i], rule);
            }
        }

        void ask() {
            int now = truth.getAsInt();
            points.see(now == Truth.TRUE ? whenTrue : now == Truth.FALSE ? whenFalse : whenUndefined);
            for (int i = 0; i < truthAtLimits.length; i++) {
                points.seeIf(truthAtLimits[i].getAsInt() == Truth.TRUE, atLimit[i]);
            }
        }
    }
}
