package io.vigie.bootstrap.command;

import io.vavr.Tuple2;
import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.plan.SettingValue;

/** Puts the references of a pipeline's settings back in the place of what they stand for. */
final class Redaction {

    /** For where no secret is known. */
    static final Redaction NONE = new Redaction(List.empty());

    /** What is shorter is no secret, and would be found in ordinary words. */
    private static final int SHORTEST_PART = 4;

    /** What must not be told, with what is told instead; the longest first. */
    private final Seq<Tuple2<String, String>> secrets;

    Redaction(PipelinePlan plan) {
        this(plan.settings().map(Tuple2::_2));
    }

    /** For where these settings are known. */
    Redaction(Seq<SettingValue> settings) {
        Seq<SettingValue> byReference = settings.filter(SettingValue::isByReference);
        this.secrets = byReference
                .map(setting -> new Tuple2<>(setting.value(), setting.written()))
                .filter(whole -> !whole._1.isBlank())
                // Who refuses a text may tell a part of it, such as the password in it.
                .appendAll(
                        byReference.flatMap(SettingValue::references).filter(part -> part._1.length() >= SHORTEST_PART))
                .distinctBy(Tuple2::_1)
                .sortBy(secret -> -secret._1.length());
    }

    String of(String text) {
        return secrets.foldLeft(text, (redacted, secret) -> redacted.replace(secret._1, secret._2));
    }
}
