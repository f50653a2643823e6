/** The pages say what is so. */
@NullMarked
package io.vigie.bootstrap.pages;

import org.jspecify.annotations.NullMarked;
