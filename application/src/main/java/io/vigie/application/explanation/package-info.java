/** Explanations of transitions as text: the JSON that tables and messages carry. */
@NullMarked
package io.vigie.application.explanation;

import org.jspecify.annotations.NullMarked;
