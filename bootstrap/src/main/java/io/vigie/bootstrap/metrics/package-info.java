/**
 * Answers those who watch a pipeline from outside, by HTTP: its numbers for Prometheus, its health for Kubernetes.
 * Begin at {@link io.vigie.bootstrap.metrics.MetricsServer}.
 */
@NullMarked
package io.vigie.bootstrap.metrics;

import org.jspecify.annotations.NullMarked;
