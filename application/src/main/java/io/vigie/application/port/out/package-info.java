/** What the application needs of the world, told as verbs and roles; adapters provide it. */
@NullMarked
package io.vigie.application.port.out;

import org.jspecify.annotations.NullMarked;
