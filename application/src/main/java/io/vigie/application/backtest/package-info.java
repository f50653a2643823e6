/** What a backtest finds: the alarms that rules would have raised, and what differs from other rules. */
@NullMarked
package io.vigie.application.backtest;

import org.jspecify.annotations.NullMarked;
