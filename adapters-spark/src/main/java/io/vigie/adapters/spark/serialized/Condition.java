package io.vigie.adapters.spark.serialized;

import io.vigie.domain.rule.Argument;
import io.vigie.domain.rule.Call;
import io.vigie.domain.rule.Function;
import io.vigie.domain.rule.Subject;
import java.io.Serializable;
import java.time.Duration;

/** The function that was a node of its own among conditions. */
final class Condition {

    private Condition() {}

    record Flatline(Subject subject, Duration span) implements Serializable {
        private Object readResolve() {
            return new io.vigie.domain.rule.Condition.Called(
                    Call.of(Function.FLATLINE, subject, new Argument.Span(span)));
        }
    }
}
