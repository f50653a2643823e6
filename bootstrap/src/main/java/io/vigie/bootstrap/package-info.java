/**
 * The only place that knows every module: the command line, the configuration file, and the wiring of use cases to
 * their adapters. Begin at {@link io.vigie.bootstrap.Vigie}.
 */
@NullMarked
package io.vigie.bootstrap;

import org.jspecify.annotations.NullMarked;
