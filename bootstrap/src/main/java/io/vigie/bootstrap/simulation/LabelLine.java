package io.vigie.bootstrap.simulation;

import io.vavr.collection.Map;
import io.vigie.application.simulation.Label;
import io.vigie.application.simulation.SimulationSummary;
import org.jspecify.annotations.Nullable;

/**
 * A label as one line of JSON. Its texts are the simulation's own, and the names of topics: none holds a character that
 * JSON escapes.
 */
final class LabelLine implements Label.Algebra<String> {

    private final Place place;

    private LabelLine(Place place) {
        this.place = place;
    }

    /** Where messages are, so that labels can say so. */
    interface Place {

        /** The fields that say where a message is, counting messages from 0. */
        String of(long message);

        /** The fields that say where all of them are. */
        String all();
    }

    /** The label of messages in this place. */
    static String of(Label label, Place place) {
        return label.interpret(new LabelLine(place));
    }

    @Override
    public String fault(Label.Fault label) {
        return object(
                text("kind", label.kind().word()),
                text("device", label.device()),
                label.metric().map(metric -> text("metric", metric)).getOrElse(bare("metric", null)),
                text("start", label.start()),
                text("end", label.end()),
                bare("readings", label.readings()),
                bare("complete", label.complete()),
                text("description", label.description()));
    }

    @Override
    public String badMessage(Label.BadMessage label) {
        return object(
                text("kind", "bad_message"),
                text("device", label.device()),
                text("metric", label.metric()),
                text("start", label.time()),
                text("end", label.time()),
                place.of(label.number()),
                text("reason", label.reason().word()),
                text("description", label.description()));
    }

    /** The last line: the counts. */
    static String summary(SimulationSummary summary, Place place) {
        return object(
                text("kind", "summary"),
                bare("devices", summary.devices()),
                place.all(),
                bare("lines", summary.messages()),
                bare("good", summary.good()),
                bare("bad", summary.messages() - summary.good()),
                bare("rejected", counts(summary.bad().mapKeys(reason -> reason.word()))),
                bare("faults", counts(summary.faults().mapKeys(kind -> kind.word()))),
                bare("delayed", summary.delayed()),
                bare("withUnknownFields", summary.withUnknownFields()),
                summary.firstEventTime().map(time -> text("start", time)).getOrElse(bare("start", null)),
                summary.lastEventTime().map(time -> text("end", time)).getOrElse(bare("end", null)));
    }

    private static String counts(Map<String, Long> counts) {
        return object(counts.map(count -> bare(count._1, count._2)).toJavaArray(String[]::new));
    }

    private static String object(String... fields) {
        return "{" + String.join(",", fields) + "}";
    }

    static String text(String name, Object value) {
        return "\"" + name + "\":\"" + value + "\"";
    }

    static String bare(String name, @Nullable Object value) {
        return "\"" + name + "\":" + value;
    }
}
