package io.vigie.domain.monitor;

import io.vigie.domain.rule.Reads;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.expression.CompiledCondition;
import io.vigie.domain.rule.expression.LoneReading;
import io.vigie.domain.rule.expression.Subject;
import io.vigie.domain.rule.expression.Truth;
import java.util.ArrayList;
import java.util.List;

/** Checks readings of one metric of one kind of device against the rules that read it. For one thread at a time. */
public final class ViolationCheck {

    private static final int MEASURED = 0;
    private static final int UNKNOWN = 1;

    private final List<String> ids = new ArrayList<>();
    private final List<CompiledCondition> conditions = new ArrayList<>();
    private final Outcomes outcomes = new Outcomes();

    ViolationCheck(List<Rule> rules, String metric) {
        for (Rule rule : rules) {
            rule.raise().flatMap(entry -> Reads.conditionOf(entry.trigger())).forEach(condition -> {
                ids.add(rule.id().value());
                conditions.add(CompiledCondition.compile(
                        condition, subject -> isOf(subject, rule, metric) ? MEASURED : UNKNOWN));
            });
        }
    }

    private static boolean isOf(Subject subject, Rule rule, String metric) {
        return subject instanceof Subject.Named named
                ? named.metric().name().equals(metric)
                : rule.metric().exists(own -> own.name().equals(metric));
    }

    /** The ids of the rules that this value meets, in the book's order; the same list for the same rules. */
    public List<String> violatedBy(double value) {
        LoneReading measured = new LoneReading(MEASURED, value);
        Outcomes reached = outcomes;
        for (int i = 0; i < conditions.size(); i++) {
            if (conditions.get(i).evaluate(measured) == Truth.TRUE) {
                reached = reached.with(ids.get(i));
            }
        }
        return reached.ids;
    }

    /** A list of ids, and the lists one id longer: so the same list is made once. */
    private static final class Outcomes {
        final List<String> ids;
        private final List<Outcomes> longer = new ArrayList<>(0);

        Outcomes() {
            this(List.of());
        }

        private Outcomes(List<String> ids) {
            this.ids = ids;
        }

        Outcomes with(String id) {
            if (!ids.isEmpty() && ids.get(ids.size() - 1).equals(id)) {
                return this;
            }
            for (Outcomes known : longer) {
                if (known.ids.get(ids.size()).equals(id)) {
                    return known;
                }
            }
            List<String> more = new ArrayList<>(ids);
            more.add(id);
            Outcomes added = new Outcomes(List.copyOf(more));
            longer.add(added);
            return added;
        }
    }
}
