package io.vigie.bootstrap.parity;

import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.when;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.domain.rule.DevicePattern;
import io.vigie.domain.rule.EntryDraft;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleDraft;
import io.vigie.domain.rule.Rules;
import io.vigie.domain.rule.Severity;
import io.vigie.domain.window.Aggregate;
import io.vigie.domain.window.MetricPattern;
import io.vigie.domain.window.WindowDefinition;
import io.vigie.domain.window.WindowSpec;
import java.time.Duration;
import java.util.Random;

/** Rules and windows by chance. Durations are whole multiples of five seconds, as most times of readings are. */
final class RandomRules {

    private static final Vector<Aggregate> AGGREGATES = Vector.of(
                    "count", "sum", "min", "max", "mean", "stddev", "p0", "p50", "p99.9")
            .flatMap(Aggregate::parse);

    private final Random random;
    private final RandomExpression expressions;

    RandomRules(Random random) {
        this.random = random;
        expressions = new RandomExpression(random);
    }

    /** A rule for these devices. By chance some drafts read nothing, which no rule may; then there is another. */
    Rule rule(String id, String devices) {
        Option<Rule> made = Option.none();
        while (made.isEmpty()) {
            made = draft(id, devices).validate().toOption();
        }
        return made.get();
    }

    private RuleDraft draft(String id, String devices) {
        RuleDraft draft = Rules.rule(id).metric("temperature").devices(devices);
        int entries = 1 + random.nextInt(3);
        for (int i = 0; i < entries; i++) {
            draft = draft.raise(Severity.ofRank(random.nextInt(4)), entry());
        }
        draft = random.nextBoolean() ? draft : draft.clearAfter(duration());
        draft = random.nextInt(3) > 0 ? draft : draft.message("{device}: {metric} {value}{unit}, {severity} at {time}");
        return random.nextInt(8) > 0 ? draft : draft.shadow();
    }

    private EntryDraft entry() {
        EntryDraft when = when(expressions.condition());
        int kind = random.nextInt(7);
        EntryDraft entry = switch (kind) {
            case 0, 1 -> when;
            case 2, 3 -> when.heldFor(random.nextInt(9) == 0 ? Duration.ZERO : duration());
            case 4 -> when.times(1 + random.nextInt(4));
            case 5 -> when.times(1 + random.nextInt(4)).within(duration());
            default -> silentFor(duration());
        };
        EntryDraft ending = switch (random.nextInt(8)) {
            case 0, 1 -> entry.until(expressions.condition());
            case 2 -> entry.until(expressions.condition(), duration());
            case 3 -> kind < 2 || kind == 4 || kind == 5 ? entry.holds(duration()) : entry;
            default -> entry;
        };
        return kind < 6 && random.nextInt(6) == 0 ? ending.keepingUndefined() : ending;
    }

    Vector<WindowDefinition> windows() {
        return Vector.of(
                window("tumbling", new WindowSpec.Tumbling(duration())),
                window(
                        "hopping",
                        new WindowSpec.Hopping(
                                duration().plusSeconds(60), Duration.ofSeconds(5L * (1 + random.nextInt(12))))),
                window("session", new WindowSpec.Session(duration())));
    }

    private WindowDefinition window(String name, WindowSpec spec) {
        Vector<Aggregate> asked = AGGREGATES.filter(aggregate -> random.nextInt(3) == 0);
        return new WindowDefinition(
                name,
                spec,
                asked.isEmpty() ? AGGREGATES : asked,
                random.nextInt(3) == 0 ? MetricPattern.of("temp*", "closing") : MetricPattern.EVERY,
                random.nextInt(4) == 0 ? new DevicePattern("d1*") : DevicePattern.EVERY);
    }

    private Duration duration() {
        return Duration.ofSeconds(5L * (1 + random.nextInt(12)));
    }
}
