/** What the application does for those who drive it. */
@NullMarked
package io.vigie.application.port.in;

import org.jspecify.annotations.NullMarked;
