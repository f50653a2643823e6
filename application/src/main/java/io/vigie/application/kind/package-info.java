/**
 * Kinds of sources and sinks that others bring: how a pipeline file names one, and what it may say of it. Begin at {@link
 * io.vigie.application.kind.SourceKind}.
 */
@NullMarked
package io.vigie.application.kind;

import org.jspecify.annotations.NullMarked;
