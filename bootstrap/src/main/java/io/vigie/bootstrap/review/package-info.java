/**
 * Looks back: finds the readings of the past, has rules judge them, and tells what came of it. Begin at {@link
 * io.vigie.bootstrap.review.RuleReview}.
 */
@NullMarked
package io.vigie.bootstrap.review;

import org.jspecify.annotations.NullMarked;
