/** Reviews of readings in files, and what they leave for people to read. */
@NullMarked
package io.vigie.bootstrap.review;

import org.jspecify.annotations.NullMarked;
