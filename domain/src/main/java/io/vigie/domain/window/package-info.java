/**
 * Windows over event time: which there are, what is asked of them, and what comes of one. Begin at {@link
 * io.vigie.domain.window.WindowDefinition}.
 */
@NullMarked
package io.vigie.domain.window;

import org.jspecify.annotations.NullMarked;
