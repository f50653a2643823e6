/**
 * Rules made ready for the devices that they watch: begin at {@link io.vigie.domain.monitor.compiled.CompiledRule}.
 */
@NullMarked
package io.vigie.domain.monitor.compiled;

import org.jspecify.annotations.NullMarked;
