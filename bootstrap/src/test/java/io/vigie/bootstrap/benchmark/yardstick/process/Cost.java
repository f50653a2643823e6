package io.vigie.bootstrap.benchmark.yardstick.process;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * What a process has taken from its start to its end.
 *
 * @param wall the time that has passed
 * @param processor the time of processors, that of the process and that of the system for it
 * @param peakBytes the most memory that it held at a time, where the system tells
 */
public record Cost(Duration wall, Duration processor, OptionalLong peakBytes) {}
