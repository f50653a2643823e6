package io.vigie.application.review;

/** Runs rules over history, and tells what is new, gone and changed against other rules. */
public interface BacktestRules {

    /** Runs them. Event time alone orders; the clock ends at the latest reading, deadlines of that instant included. */
    BacktestReport backtest(BacktestOrder order);
}
