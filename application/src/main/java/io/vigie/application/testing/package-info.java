/** Unit tests of rules: readings on a made-up clock, and the transitions that must come of them. */
@NullMarked
package io.vigie.application.testing;

import org.jspecify.annotations.NullMarked;
