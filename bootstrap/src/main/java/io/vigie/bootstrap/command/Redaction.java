package io.vigie.bootstrap.command;

import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.plan.SourcePlan;

/** Puts the references of a pipeline's settings back in the place of what they stand for. */
final class Redaction {

    /** For where no secret is known. */
    static final Redaction NONE = new Redaction(List.empty());

    private final Seq<SettingValue> secrets;

    Redaction(PipelinePlan plan) {
        this(plan.engineSettings().values().appendAll(options(plan.source()).values()));
    }

    private Redaction(Seq<SettingValue> settings) {
        this.secrets = settings.filter(setting -> !setting.value().equals(setting.written())
                        && !setting.value().isBlank())
                .sortBy(setting -> -setting.value().length());
    }

    String of(String text) {
        return secrets.foldLeft(text, (redacted, secret) -> redacted.replace(secret.value(), secret.written()));
    }

    private static Map<String, SettingValue> options(SourcePlan source) {
        return source instanceof SourcePlan.JsonFiles json ? json.options() : io.vavr.collection.LinkedHashMap.empty();
    }
}
