package io.vigie.application.port.out;

import java.time.Duration;

/**
 * How a pipeline fares, for those who decide whether it gets work or is started anew.
 *
 * @param running whether it goes on: it was started, and has neither ended nor failed
 * @param ready whether it has written a batch, or found that its source has nothing to read, since it was started
 * @param stalled for how long nothing has moved though something is under way: no part of a batch was done, and no batch;
 *     zero while it waits for messages or its next batch
 */
public record PipelineHealth(boolean running, boolean ready, Duration stalled) {}
