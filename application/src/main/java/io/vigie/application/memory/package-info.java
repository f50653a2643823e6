/**
 * The engine for tests, small backtests and embedders: a plan over readings in memory. Begin at {@link
 * io.vigie.application.memory.MemoryEngine}.
 */
@NullMarked
package io.vigie.application.memory;

import org.jspecify.annotations.NullMarked;
