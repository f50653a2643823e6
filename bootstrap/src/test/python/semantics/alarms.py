"""The alarm of one rule and device."""

from fnmatch import fnmatchcase

from entries import Entry
from language import micros

SEVERITIES = ["warning", "minor", "major", "critical"]


class Alarm:
    def __init__(self, written, device):
        self.rule = written["id"]
        self.device = device
        self.own_metric = written.get("metric")
        self.entries = [Entry(entry, self.own_metric) for entry in written["raise"]]
        self.clear_for = micros(written["clear"]["for"]) if "clear" in written else 0
        self.severity = None
        self.raised = None
        self.numbers = {}
        self.none_since = None
        self.last_transition = None
        self.occasion = (self.own_metric, None)
        self.transitions = []

    @staticmethod
    def watches(written, device):
        return fnmatchcase(device, written.get("devices", "*"))

    def metrics(self):
        """What the rule reads, its own metric first, then as the entries have it."""
        own = [self.own_metric] if self.own_metric else []
        return list(dict.fromkeys(own + [metric for entry in self.entries for metric in entry.metrics()]))

    def evaluate(self, view, values):
        """An observation, where the rule reads any of it."""
        read = [metric for metric in self.metrics() if metric in values]
        if read:
            self.occasion = (read[0], values[read[0]])
            for entry in self.entries:
                entry.evaluate(view, values)
            self.settle(view.time)

    def deadline(self):
        """The first of its deadlines, if there is one."""
        own = [self.none_since + self.clear_for] if self.none_since is not None else []
        return min(own + [time for entry in self.entries for time in entry.deadlines()], default=None)

    def take(self, time):
        """All its deadlines of one instant."""
        for entry in self.entries:
            if time in entry.deadlines():
                entry.take(time)
        self.settle(time)
        if self.none_since is not None and time >= self.none_since + self.clear_for:
            self.clear(time)

    def heard(self, metric, time):
        """A reading that is not evaluated tells that the device is not silent."""
        if any([entry.heard(metric, time) for entry in self.entries]):
            self.settle(time)

    def settle(self, time):
        """What the entries that hold make of the alarm."""
        highest = max((SEVERITIES.index(entry.severity) for entry in self.entries if entry.holds), default=None)
        if highest is not None:
            self.none_since = None
            self.hold(time, highest)
        elif self.severity is not None:
            self.none_since = time if self.none_since is None else self.none_since
            if self.clear_for == 0:
                self.clear(time)

    def hold(self, time, severity):
        before, self.severity = self.severity, severity
        if before is None:
            self.tell("raised", time)
        elif severity != before:
            self.tell("escalated" if severity > before else "deescalated", time)

    def clear(self, time):
        self.tell("cleared", time)
        self.severity = self.none_since = None

    def tell(self, transition, time):
        time = time if self.last_transition is None else max(time, self.last_transition)
        self.last_transition = time
        if transition == "raised":
            self.numbers[time] = self.numbers.get(time, 0) + 1
            self.raised = (time, self.numbers[time])
        metric, value = self.occasion
        self.transitions.append({
            "rule": self.rule, "device": self.device, "raised": self.raised[0], "number": self.raised[1],
            "transition": transition, "severity": SEVERITIES[self.severity], "at": time,
            "metric": metric, "value": value})
