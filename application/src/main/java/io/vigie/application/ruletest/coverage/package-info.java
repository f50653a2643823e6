/**
 * What of rules their tests have not seen: begin at {@link io.vigie.application.ruletest.coverage.CoverageRecorder}.
 */
@NullMarked
package io.vigie.application.ruletest.coverage;

import org.jspecify.annotations.NullMarked;
