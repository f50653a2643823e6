/** Answers those who watch a pipeline from outside, by HTTP: its numbers for Prometheus, its health for Kubernetes. */
@NullMarked
package io.vigie.bootstrap.metrics;

import org.jspecify.annotations.NullMarked;
