package io.vigie.application.maintenance;

import io.vavr.control.Either;

/**
 * A step and what came of it.
 *
 * @param step what was to be done
 * @param outcome what it came to, or why it could not be done
 */
public record StepReport(TableStep step, Either<String, Effect> outcome) {}
