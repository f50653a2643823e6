/**
 * What the application needs of the world to run pipelines and to look back, told as verbs and roles; adapters provide it.
 * Begin at {@link io.vigie.application.port.out.TelemetryEngine}. What a single use case needs is beside it.
 */
@NullMarked
package io.vigie.application.port.out;

import org.jspecify.annotations.NullMarked;
