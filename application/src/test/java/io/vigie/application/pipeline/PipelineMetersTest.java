package io.vigie.application.pipeline;

import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.rules;
import static io.vigie.domain.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.application.measurement.Meter;
import io.vigie.application.measurement.Meters;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineMetersTest {

    @Test
    void rulesBeyondSomeHundredsShareANumber() {
        Meters meters = new Meters();
        List<Rule> many = new ArrayList<>();
        for (int i = 0; i < PipelineMeters.MOST_NAMES + 100; i++) {
            many.add(rule("rule-" + i)
                    .metric("m")
                    .raise(Severity.MAJOR, when("value > 1"))
                    .build());
        }

        new PipelineMeters(meters, () -> Instant.EPOCH).inForce(rules(many.toArray(Rule[]::new)));

        assertThat(meters.read().filter(each -> each.meter() == Meter.ALARM_TRANSITIONS))
                .hasSize(2 * (PipelineMeters.MOST_NAMES + 1));
    }
}
