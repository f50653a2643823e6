package io.vigie.application.review;

import io.vavr.collection.Seq;
import java.io.Serializable;

/** What a backtest found on one device: its alarms, those under the rules of before, what differs, and what was late. */
record DeviceOutcome(Seq<PastAlarm> alarms, Seq<PastAlarm> before, AlarmChanges changes, Lateness lateness)
        implements Serializable {}
