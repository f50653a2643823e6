/**
 * Explanations of transitions as text: the JSON that tables and messages carry. Begin at {@link
 * io.vigie.application.explanation.ExplanationJson}.
 */
@NullMarked
package io.vigie.application.explanation;

import org.jspecify.annotations.NullMarked;
