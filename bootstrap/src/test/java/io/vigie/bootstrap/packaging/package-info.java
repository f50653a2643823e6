/** The packaged jars, as those who run them get them. */
@NullMarked
package io.vigie.bootstrap.packaging;

import org.jspecify.annotations.NullMarked;
