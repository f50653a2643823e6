package io.vigie.application.review;

import io.vavr.collection.Seq;
import java.io.Serializable;

/** What a backtest found on one device: its alarms, those under the rules of before, and what differs. */
record DeviceOutcome(Seq<PastAlarm> alarms, Seq<PastAlarm> before, AlarmChanges changes) implements Serializable {}
