/** Proof that rules and windows come to the same on Spark as in memory, whatever the rules and the telemetry. */
@NullMarked
package io.vigie.bootstrap.parity;

import org.jspecify.annotations.NullMarked;
