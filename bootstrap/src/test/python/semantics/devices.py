"""A device's time: what is late, in which order its readings are evaluated, and what the clock takes."""

from alarms import Alarm
from values import Past
from windows import Windows


class Device:
    def __init__(self, name, case):
        time = case["time"]
        self.name = name
        self.out_of_order = time["outOfOrder"]
        self.duplicates = time["duplicates"]
        self.late_beyond = time["late"]
        self.past = Past()
        self.alarms = [Alarm(rule, name) for rule in case["rules"] if Alarm.watches(rule, name)]
        self.windows = Windows(name, case["windows"])
        self.known = []
        self.waiting = []
        self.unheard = []
        self.watermark = None
        self.largest = None
        self.largest_arrival = None
        self.instant = None
        self.oldest = None
        self.lag = None
        self.readings = []

    def message(self, arrival, readings):
        """A message moves the clock, then its readings are taken, then what the watermark has reached."""
        self.clock(arrival)
        heard_at = arrival - (self.lag or 0)
        for metric, value, time in readings:
            if self.take(metric, value + 0.0, time, arrival):
                continue
            self.unheard.append((heard_at, self.readings[-1]))
            if self.out_of_order > 0 or not self.waiting:
                self.hear()
        self.evaluate()

    def clock(self, now):
        """What is due before the clock, at the device's lag."""
        if self.lag is not None:
            self.advance(lambda time: time + self.lag + self.out_of_order < now)

    def finish(self, end):
        """What waits is released; the clock then takes what is due up to its end."""
        self.release(lambda time: True)
        self.windows.close(lambda time: time <= self.watermark)
        if self.lag is not None:
            self.advance(lambda time: time + self.lag <= end)

    def take(self, metric, value, time, arrival):
        """Whether a reading is to be evaluated."""
        repeated = self.repeats(metric, value, time)
        late = not repeated and self.watermark is not None and time < self.watermark
        self.known.append((metric, value, time))
        self.readings.append({"reading": (self.name, metric, value, time), "late": late, "duplicate": repeated})
        if repeated or late:
            return False
        if self.out_of_order == 0 and any(waiting[0] != time or waiting[1] == metric for waiting in self.waiting):
            self.evaluate()
        self.waiting.append((time, metric, value))
        self.measure_lag(time, arrival)
        return True

    def repeats(self, metric, value, time):
        if self.duplicates is None or self.largest is None:
            return False
        return time > self.largest - self.duplicates and (metric, value, time) in self.known

    def evaluate(self):
        """What the watermark has reached; what came after it without being evaluated is heard then."""
        self.release(lambda time: time <= self.watermark)
        self.windows.close(lambda time: time <= self.watermark)
        self.hear()

    def hear(self):
        """What came without being evaluated ends silences, and counts in windows unless it is a repeat."""
        for heard_at, row in self.unheard:
            _, metric, value, time = row["reading"]
            for alarm in self.alarms:
                alarm.heard(metric, heard_at)
            if row["late"]:
                self.windows.count(time, {metric: value}, self.watermark)
        self.unheard = []

    def measure_lag(self, time, arrival):
        """The lag is that of the oldest of what came with the reading of the largest event time."""
        self.oldest = time if arrival != self.instant else min(time, self.oldest)
        self.instant = arrival
        if self.largest is None or time >= self.largest:
            self.largest, self.largest_arrival = time, arrival
        if self.largest_arrival == arrival:
            self.lag = arrival - self.oldest
        self.raise_watermark(self.largest - self.out_of_order)

    def raise_watermark(self, time):
        self.watermark = time if self.watermark is None else max(time, self.watermark)

    def release(self, due):
        while any(due(reading[0]) for reading in self.waiting):
            self.observe(min(reading[0] for reading in self.waiting))

    def advance(self, due):
        """Readings that wait and deadlines, in the order of their times; a reading before deadlines of its instant."""
        while True:
            reading = min((waiting[0] for waiting in self.waiting), default=None)
            deadline = self.deadline()
            if reading is not None and due(reading) and (deadline is None or reading <= deadline):
                self.observe(reading)
            elif deadline is not None and due(deadline):
                self.take_deadlines(deadline)
            else:
                self.windows.close(due)
                return

    def deadline(self):
        return min((time for time in map(Alarm.deadline, self.alarms) if time is not None), default=None)

    def take_deadlines(self, time):
        for alarm in self.alarms:
            if alarm.deadline() == time:
                alarm.take(time)

    def observe(self, time):
        """All readings of one event time that wait, observation by observation."""
        while (deadline := self.deadline()) is not None and deadline < time:
            self.take_deadlines(deadline)
        released = [reading[1:] for reading in self.waiting if reading[0] == time]
        self.waiting = [reading for reading in self.waiting if reading[0] != time]
        self.raise_watermark(time)
        for values in observations(released):
            self.past.add(time, values)
            for alarm in self.alarms:
                alarm.evaluate(self.past.now(), values)
            self.windows.count(time, values, None)


def observations(readings):
    """A metric that comes twice begins another observation."""
    values = {}
    for metric, value in readings:
        if metric in values:
            yield values
            values = {}
        values[metric] = value
    if values:
        yield values
