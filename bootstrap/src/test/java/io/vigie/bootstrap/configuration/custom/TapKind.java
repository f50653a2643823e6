package io.vigie.bootstrap.configuration.custom;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Option;
import io.vavr.control.Validation;
import io.vigie.application.kind.OptionProblem;
import io.vigie.application.kind.PlanOptions;
import io.vigie.application.kind.SourceKind;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.plan.SourcePlan;
import java.time.Duration;

/** A kind of source with an option of every kind. */
public final class TapKind implements SourceKind {

    private static final long LITRES = 10;

    /** What is said of one. */
    record Tap(
            String label,
            long litres,
            boolean open,
            Duration pause,
            Option<String> path,
            Option<SettingValue> password,
            Character unit)
            implements SourcePlan.Custom {}

    @Override
    public String key() {
        return "tap";
    }

    @Override
    public Seq<String> options() {
        return List.of("label", "litres", "open", "pause", "path", "password", "unit");
    }

    @Override
    public Validation<Seq<OptionProblem>, SourcePlan> read(PlanOptions options) {
        Validation<Seq<OptionProblem>, Tap> tap = Validation.combine(
                        options.text("label").required(),
                        options.wholeNumber("litres", 1, 100).orElse(LITRES),
                        options.trueOrFalse("open").orElse(true),
                        options.duration("pause").orElse(Duration.ofSeconds(1)),
                        options.path("path").orNone(),
                        options.secret("password").orNone(),
                        options.parsed("unit", "one letter", TapKind::letter).orElse('l'))
                .ap(Tap::new);
        return tap.flatMap(found -> found.open() || found.litres() == LITRES
                ? Validation.valid(found)
                : Validation.invalid(
                        List.of(options.problem("litres", "a tap that is closed gives no litres: leave them out"))));
    }

    private static Either<String, Character> letter(String text) {
        return text.length() == 1 ? Either.right(text.charAt(0)) : Either.left("expected one letter, found " + text);
    }
}
