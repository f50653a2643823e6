package io.vigie.application.explanation;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.alarm.Explanation;
import io.vigie.domain.alarm.Explanation.Deadline;
import io.vigie.domain.alarm.Explanation.EntryStatus;
import io.vigie.domain.text.NumberText;
import java.time.Instant;

/** Tells in a sentence why a transition happened. */
public final class ExplanationText {

    /** A sentence is to be read at a glance; the JSON has all readings. */
    private static final int MOST_READINGS = 4;

    private ExplanationText() {}

    /** The sentence, such as {@code critical when value > 95 holds; temperature 96.2 at 2026-01-01T06:23:53Z}. */
    public static String of(AlarmTransition transition) {
        Explanation explanation = transition.occasion().explanation();
        Seq<String> parts = List.of(reason(transition, explanation));
        Seq<Explanation.Evidence> readings = explanation.readings();
        if (!readings.isEmpty()) {
            parts = parts.append((readings.size() > MOST_READINGS ? "… " : "")
                    + readings.takeRight(MOST_READINGS)
                            .map(reading ->
                                    reading.metric() + " " + NumberText.of(reading.value()) + " at " + reading.time())
                            .mkString(", "));
        }
        if (!explanation.calculated().isEmpty()) {
            parts = parts.append(explanation
                    .calculated()
                    .map(calculated -> calculated.function() + " = "
                            + calculated.value().map(NumberText::of).getOrElse("undefined"))
                    .mkString(", "));
        }
        return parts.mkString("; ");
    }

    private static String reason(AlarmTransition transition, Explanation explanation) {
        if (transition.word().equals("cleared")) {
            return explanation
                    .deadline()
                    .map(deadline -> switch (deadline.kind()) {
                        case "forgotten" -> "the device is forgotten";
                        case "clear" ->
                            "no entry has held since "
                                    + explanation.before().clearingSince().getOrElse(deadline.at())
                                    + ", as long as clear asks";
                        default -> "no longer holds: " + ended(deadline, explanation);
                    })
                    .getOrElse(() -> "no longer holds: "
                            + explanation
                                    .entries()
                                    .filter(EntryStatus::held)
                                    .map(EntryStatus::limit)
                                    .mkString(", "));
        }
        Seq<EntryStatus> holding =
                explanation.entries().filter(entry -> entry.holds() && entry.severity() == transition.severity());
        String limits = holding.map(ExplanationText::limit).mkString(", ") + " holds";
        return explanation
                .deadline()
                .map(deadline -> switch (deadline.kind()) {
                    case "for" -> limits + since(": true since ", holding);
                    case "silent" -> limits + since(": nothing heard since ", holding);
                    default -> limits + ", and no longer " + ended(deadline, explanation);
                })
                .getOrElse(limits);
    }

    /** The entries that a deadline has ended, and how. */
    private static String ended(Deadline deadline, Explanation explanation) {
        return explanation
                .entries()
                .filter(entry -> entry.held() && !entry.holds())
                .map(entry -> entry.limit()
                        + switch (deadline.kind()) {
                            case "holds" -> since(", which was met last at ", entry.since());
                            case "until" -> since(", whose until has been true since ", entry.endingSince());
                            default -> ", whose metric was heard at " + deadline.at();
                        })
                .mkString(", ");
    }

    private static String limit(EntryStatus entry) {
        return entry.limit()
                + entry.count().map(count -> " (" + count + " counted)").getOrElse("");
    }

    private static String since(String words, Seq<EntryStatus> holding) {
        return since(words, holding.flatMap(EntryStatus::since).headOption());
    }

    private static String since(String words, Option<Instant> time) {
        return time.map(since -> words + since).getOrElse("");
    }
}
