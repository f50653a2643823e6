/**
 * Rules over history: which alarms they would have raised, what differs from other rules, and how one alarm came about.
 * Begin at the ports, {@link io.vigie.application.review.BacktestRules} and {@link
 * io.vigie.application.review.ExplainAlarm}; {@link io.vigie.application.review.RuleBacktest} and {@link
 * io.vigie.application.review.AlarmInquiry} do it, by the kernel on readings of the past.
 */
@NullMarked
package io.vigie.application.review;

import org.jspecify.annotations.NullMarked;
