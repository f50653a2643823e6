package io.vigie.application.review;

/** Runs rules over history, and tells what is new, gone and changed against other rules. */
public interface BacktestRules {

    /** Runs them, in the order in which readings arrived, under the history's terms. */
    BacktestReport backtest(BacktestOrder order);
}
