/**
 * Rules made ready for the devices that they watch: begin at {@link io.vigie.domain.monitor.compiled.CompiledRule}.
 * It is the kernel's own, and not for those who use it.
 */
@NullMarked
package io.vigie.domain.monitor.compiled;

import org.jspecify.annotations.NullMarked;
