/** The rules of the hexagon, each beside a planted violation that it must find. */
@NullMarked
package io.vigie.bootstrap.architecture;

import org.jspecify.annotations.NullMarked;
