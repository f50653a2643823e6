package io.vigie.application.review;

import io.vavr.control.Option;
import io.vigie.domain.rule.RuleBook;

/**
 * What a backtest is to do.
 *
 * @param rules the rules to run
 * @param against the rules to compare with, if any
 * @param timelines how many timelines to draw at most, 0 for none: those with the most changes or alarms
 */
public record BacktestOrder(RuleBook rules, Option<RuleBook> against, int timelines) {}
