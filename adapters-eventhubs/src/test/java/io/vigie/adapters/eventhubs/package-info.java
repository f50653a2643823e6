@NullMarked
package io.vigie.adapters.eventhubs;

import org.jspecify.annotations.NullMarked;
