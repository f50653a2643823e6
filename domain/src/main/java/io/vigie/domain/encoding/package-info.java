/**
 * Numbers and texts as compact bytes: what states and batches of readings are kept in. Begin at {@link
 * io.vigie.domain.encoding.ByteWriter}.
 */
@NullMarked
package io.vigie.domain.encoding;

import org.jspecify.annotations.NullMarked;
