package io.vigie.adapters.spark.spi;

import io.vavr.control.Option;
import io.vigie.application.history.HistoryTerms;
import io.vigie.application.history.TimePolicyText;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.text.DurationText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Under what a pipeline takes readings, as the properties of a table keep it, so that they can be taken again as they
 * were.
 *
 * @param time its {@code time}
 * @param forgetAfter its {@code forgetDevicesAfter}; none where devices are not forgotten
 */
public record ReadingTerms(TimePolicy time, Option<Duration> forgetAfter) {

    /** The property that keeps {@code time}, such as {@code outOfOrder=10s,late=1h,future=5m,arrival=transport}. */
    public static final String TIME = "vigie.time";

    /** The property that keeps {@code forgetDevicesAfter}, such as {@code 90d}, or {@code never}. */
    public static final String FORGETTING = "vigie.forgetDevicesAfter";

    /** The property that keeps when one of them was last changed; a table has none of which they never were. */
    public static final String CHANGED = "vigie.changed";

    private static final String NEVER = "never";

    /** Those of a pipeline. */
    public static ReadingTerms of(PipelinePlan plan) {
        return new ReadingTerms(plan.time(), plan.limits().forgetAfter());
    }

    /** As properties of a table. */
    public Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(TIME, TimePolicyText.print(time));
        properties.put(FORGETTING, forgetAfter.map(DurationText::print).getOrElse(NEVER));
        return properties;
    }

    /** The terms that a table of these properties has; of one that keeps none, or none that can be read, the standard ones. */
    public static HistoryTerms read(Map<String, String> properties) {
        Option<TimePolicy> time = Option.of(properties.get(TIME))
                .flatMap(text -> TimePolicyText.parse(text, TimePolicy.DEFAULT).toOption());
        HistoryTerms terms = new HistoryTerms(
                time.getOrElse(TimePolicy.DEFAULT),
                Option.of(properties.get(FORGETTING))
                        .flatMap(text -> DurationText.parse(text).toOption()),
                HistoryTerms.STANDARD.remarks());
        HistoryTerms known = time.isDefined()
                ? terms
                : terms.remark("the table does not keep the time that it was written under; give it by --time");
        return Option.of(properties.get(CHANGED))
                .map(when -> known.remark("time or forgetDevicesAfter was changed at " + when
                        + "; what came before is taken as if it had come after"))
                .getOrElse(known);
    }
}
