/** How the process starts. */
@NullMarked
package io.vigie.bootstrap.launch;

import org.jspecify.annotations.NullMarked;
