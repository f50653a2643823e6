/** The telemetry that both sides read, and the rules that both sides keep to. */
@NullMarked
package io.vigie.bootstrap.benchmark.yardstick.telemetry;

import org.jspecify.annotations.NullMarked;
