/** The examples are in order. */
@NullMarked
package io.vigie.bootstrap.examples;

import org.jspecify.annotations.NullMarked;
