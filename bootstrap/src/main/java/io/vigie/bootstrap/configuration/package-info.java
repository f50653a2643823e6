/** Pipelines, rules and rule tests read from YAML, with a position for everything that is wrong in them. */
@NullMarked
package io.vigie.bootstrap.configuration;

import org.jspecify.annotations.NullMarked;
