package io.vigie.application.port.in;

import io.vigie.application.backtest.BacktestOrder;
import io.vigie.application.backtest.BacktestReport;

/** Runs rules over history, and tells what is new, gone and changed against other rules. */
public interface BacktestRules {

    /** Runs them. Event time alone orders; the clock ends at the latest reading, deadlines of that instant included. */
    BacktestReport backtest(BacktestOrder order);
}
