/** What the use cases need from the world outside; adapters fill it. */
@NullMarked
package io.vigie.application.port.out;

import org.jspecify.annotations.NullMarked;
