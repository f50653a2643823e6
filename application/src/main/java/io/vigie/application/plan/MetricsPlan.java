package io.vigie.application.plan;

import java.time.Duration;

/**
 * Where the process that runs a pipeline tells its numbers and its health to whoever asks by HTTP.
 *
 * @param host a name or an address of this machine
 * @param port 0 to 65535; 0 for one that is free
 * @param stalledAfter for how long nothing may move while a batch is under way, until the pipeline counts as stuck
 */
public record MetricsPlan(String host, int port, Duration stalledAfter) {

    /** For this machine alone, at the port that is commonly scraped; a quarter of an hour. */
    public static final MetricsPlan DEFAULT = new MetricsPlan("127.0.0.1", 9464, Duration.ofMinutes(15));
}
