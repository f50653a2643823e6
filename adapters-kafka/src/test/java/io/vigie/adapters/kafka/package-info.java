@NullMarked
package io.vigie.adapters.kafka;

import org.jspecify.annotations.NullMarked;
