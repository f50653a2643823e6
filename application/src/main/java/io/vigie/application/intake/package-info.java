/**
 * What is taken of telemetry and what is not, when and in which words: every engine hands its messages in here, so
 * that none decides it differently. Begin at {@link io.vigie.application.intake.MessageIntake}.
 */
@NullMarked
package io.vigie.application.intake;

import org.jspecify.annotations.NullMarked;
