package io.vigie.application.port.out;

import io.vavr.collection.Set;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.window.WindowBook;

/**
 * What a batch goes by. A batch that is repeated after a crash goes by the same.
 *
 * @param full whether devices that are new are turned away, as there are as many as may be
 * @param forgetting devices to be forgotten
 * @param movesClock whether its readings move the pipeline's clock, as there is something that waits for it
 */
public record BatchTerms(
        RuleBook rules, WindowBook windows, boolean full, Set<DeviceId> forgetting, boolean movesClock) {}
