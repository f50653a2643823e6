/**
 * What of pipelines takes Spark in this process: the session, and the wiring of the adapters. Begin at {@link
 * io.vigie.bootstrap.pipeline.SessionEngine}.
 */
@NullMarked
package io.vigie.bootstrap.pipeline;

import org.jspecify.annotations.NullMarked;
