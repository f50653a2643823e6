/**
 * Kinds of sources and sinks that others bring to pipeline files. Begin at {@link
 * io.vigie.bootstrap.configuration.custom.CustomKinds}.
 */
@NullMarked
package io.vigie.bootstrap.configuration.custom;

import org.jspecify.annotations.NullMarked;
