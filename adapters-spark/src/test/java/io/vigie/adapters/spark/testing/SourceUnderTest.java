package io.vigie.adapters.spark.testing;

import io.vigie.adapters.spark.spi.SparkSinkProvider;
import io.vigie.adapters.spark.spi.SparkSourceProvider;
import io.vigie.application.plan.SourcePlan;

/** What a {@link TestRun} reads, and who knows how. */
public interface SourceUnderTest {

    /** The source as a plan has it. */
    SourcePlan plan();

    /** Who knows sources and sinks of this kind; asked anew for each start. */
    Adapter adapter();

    /**
     * An adapter.
     *
     * @param sources knows its sources
     * @param sinks knows its sinks
     */
    record Adapter(SparkSourceProvider sources, SparkSinkProvider sinks) {

        /** One object that knows both. */
        public static <C extends SparkSourceProvider & SparkSinkProvider> Adapter of(C connector) {
            return new Adapter(connector, connector);
        }
    }
}
