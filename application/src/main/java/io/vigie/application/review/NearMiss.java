package io.vigie.application.review;

import java.io.Serializable;
import java.time.Instant;

/**
 * A time at which an entry almost came to hold.
 *
 * @param from when it began
 * @param to when it ended
 * @param nearness how near it came, below 1
 * @param text what happened, in words
 */
public record NearMiss(Instant from, Instant to, double nearness, String text) implements Serializable {}
