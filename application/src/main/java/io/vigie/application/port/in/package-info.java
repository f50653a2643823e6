/** What Vigie does for those who call it: one use case an interface. */
@NullMarked
package io.vigie.application.port.in;

import org.jspecify.annotations.NullMarked;
