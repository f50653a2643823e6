/**
 * Numbers, durations and names as people write them: begin at {@link io.vigie.domain.text.DurationText}.
 */
@NullMarked
package io.vigie.domain.text;

import org.jspecify.annotations.NullMarked;
