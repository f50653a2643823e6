/**
 * Pipelines, rules and rule tests read from YAML, with a position for everything that is wrong in them: begin at {@link
 * io.vigie.bootstrap.configuration.ConfigurationCheck}. Its packages see those after them in this order: {@code pipeline},
 * {@code custom}, {@code azure} and {@code kafka}, {@code rules}, {@code yaml}.
 */
@NullMarked
package io.vigie.bootstrap.configuration;

import org.jspecify.annotations.NullMarked;
