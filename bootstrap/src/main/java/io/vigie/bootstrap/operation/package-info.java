/**
 * A pipeline under the eyes of an operator: what is said of it on the terminal, who watches it by HTTP, and how a signal ends
 * it. Begin at {@link io.vigie.bootstrap.operation.PipelineOperator}.
 */
@NullMarked
package io.vigie.bootstrap.operation;

import org.jspecify.annotations.NullMarked;
