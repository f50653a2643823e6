/** What a pipeline is, as plain data: adapters turn it into an engine's own terms. */
@NullMarked
package io.vigie.application.plan;

import org.jspecify.annotations.NullMarked;
