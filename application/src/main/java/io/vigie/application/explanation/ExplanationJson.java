package io.vigie.application.explanation;

import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.alarm.Explanation;

/** Writes the explanation of a transition as one JSON object. */
public final class ExplanationJson {

    private ExplanationJson() {}

    /** The explanation's JSON, on one line. */
    public static String of(AlarmTransition transition) {
        Explanation explanation = transition.occasion().explanation();
        JsonText json = new JsonText().open('{');
        json.name("transition").string(transition.word());
        json.name("severity").string(transition.severity().word());
        json.name("at").time(transition.occasion().eventTime());
        explanation.deadline().forEach(deadline -> {
            json.name("deadline").open('{');
            json.name("of").string(deadline.kind());
            json.name("at").time(deadline.at());
            deadline.foundByClock().forEach(found -> {
                json.name("clock").time(found.arrival());
                json.name("lag").number(found.lag().toNanos() / 1e9);
            });
            json.close('}');
        });
        json.name("readings").open('[');
        explanation.readings().forEach(reading -> {
            json.open('{').name("metric").string(reading.metric().name());
            json.name("time").time(reading.time());
            json.name("value").number(reading.value()).close('}');
        });
        json.close(']');
        if (!explanation.calculated().isEmpty()) {
            json.name("calculated").open('[');
            explanation.calculated().forEach(calculated -> {
                json.open('{').name("function").string(calculated.function());
                calculated.value().forEach(value -> json.name("value").number(value));
                json.close('}');
            });
            json.close(']');
        }
        json.name("entries").open('[');
        explanation.entries().forEach(entry -> {
            json.open('{').name("severity").string(entry.severity().word());
            json.name("limit").string(entry.limit());
            json.name("held").truth(entry.held());
            json.name("holds").truth(entry.holds());
            entry.since().forEach(since -> json.name("since").time(since));
            entry.endingSince().forEach(since -> json.name("endingSince").time(since));
            entry.count().forEach(count -> json.name("count").number(count));
            json.close('}');
        });
        json.close(']').name("before").open('{');
        explanation
                .before()
                .severity()
                .forEach(severity -> json.name("severity").string(severity.word()));
        explanation.before().raisedAt().forEach(raised -> json.name("raisedAt").time(raised));
        explanation
                .before()
                .clearingSince()
                .forEach(since -> json.name("clearingSince").time(since));
        json.close('}');
        if (transition.occasion().shadow()) {
            json.name("shadow").truth(true);
        }
        return json.close('}').toString();
    }
}
