package io.vigie.domain.monitor;

import io.vigie.domain.rule.RuleId;
import io.vigie.domain.rule.Severity;
import java.io.Serializable;

/**
 * An alarm of a device that was active and is remembered no more, because its rule is gone or reads something else now.
 * It is not cleared: nobody knows what became of it.
 *
 * @param rule the rule that raised it
 * @param severity the last severity it had
 */
public record ForgottenAlarm(RuleId rule, Severity severity) implements Serializable {}
