package com.example.boilers;

import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.value;
import static io.vigie.domain.rule.Rules.when;
import static io.vigie.domain.rule.Severity.CRITICAL;
import static io.vigie.domain.rule.Severity.MAJOR;
import static io.vigie.domain.rule.Severity.WARNING;

import io.vigie.domain.rule.Rule;
import java.time.Duration;

/** What to watch boilers for. */
public final class BoilerRules {

    /** Very hot, or hot for half a minute; then until it is clearly cool again. */
    public static final Rule OVERHEAT = rule("boiler-overheat")
            .metric("temperature")
            .devices("boiler-*")
            .raise(CRITICAL, when("value > 95"))
            .raise(
                    WARNING,
                    when(value().above(80)).heldFor(Duration.ofSeconds(30)).until("value < 75"))
            .message("{device} at {value} {unit}")
            .build();

    /** Once heard, a boiler reports its temperature at least every ten minutes. */
    public static final Rule SILENT = rule("boiler-silent")
            .metric("temperature")
            .devices("boiler-*")
            .raise(MAJOR, silentFor(Duration.ofMinutes(10)))
            .build();

    private BoilerRules() {}
}
