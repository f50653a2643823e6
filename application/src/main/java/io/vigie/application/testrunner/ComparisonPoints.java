package io.vigie.application.testrunner;

import io.vavr.control.Option;
import io.vigie.application.testing.CoveragePoint.Kind;
import io.vigie.domain.rule.CompiledCondition;
import io.vigie.domain.rule.Condition;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.Truth;

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
        private final DeviceReplay device;
        private final CompiledCondition compiled;
        private final CompiledCondition[] compiledLimits;

        OnDevice(DeviceReplay device, Rule rule) {
            this.device = device;
            compiled = device.compile(comparison, rule);
            compiledLimits = new CompiledCondition[limits.length];
            for (int i = 0; i < limits.length; i++) {
                compiledLimits[i] = device.compile(limits[i], rule);
            }
        }

        void ask() {
            int truth = device.evaluate(compiled);
            points.see(truth == Truth.TRUE ? whenTrue : truth == Truth.FALSE ? whenFalse : whenUndefined);
            for (int i = 0; i < compiledLimits.length; i++) {
                points.seeIf(device.evaluate(compiledLimits[i]) == Truth.TRUE, atLimit[i]);
            }
        }
    }
}
