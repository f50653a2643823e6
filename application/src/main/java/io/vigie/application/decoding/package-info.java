/**
 * From the bytes of a message to readings, or to the defects that say why not. No reading costs more than its own
 * bytes. Begin at {@link io.vigie.application.decoding.MessageDecoder}.
 */
@NullMarked
package io.vigie.application.decoding;

import org.jspecify.annotations.NullMarked;
