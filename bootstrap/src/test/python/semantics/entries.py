"""The entries under `raise`: whether each holds, and when time alone changes that."""

from language import metrics, micros, parse


class Entry:
    """One entry of a rule, for one device."""

    def __init__(self, written, own_metric):
        self.severity = written["severity"]
        self.own_metric = own_metric
        self.when = parse(written["when"], own_metric) if "when" in written else None
        self.keeps = written.get("undefined") == "keep"
        self.condition = condition(written)
        self.ending = ending(written, own_metric)

    def metrics(self):
        """What it reads, in the order in which it is written."""
        return (metrics(self.when) if self.when else [self.own_metric]) + self.ending.metrics()

    @property
    def holds(self):
        return self.ending.holds

    def evaluate(self, view, observed):
        """An observation of a metric that the rule reads."""
        true = view.truth(self.when) if self.when else self.own_metric in observed
        if self.keeps and true is None:
            return
        met = self.condition.evaluate(view.time, true is True)
        self.ending.evaluate(view, met)

    def deadlines(self):
        return [time for time in (self.condition.deadline(), self.ending.deadline()) if time is not None]

    def take(self, time):
        """What time alone brings at one of its deadlines."""
        if self.condition.deadline() == time:
            self.condition.take()
            self.ending.begin(time)
        if self.ending.deadline() == time:
            self.ending.take(time, self.condition.met)

    def heard(self, metric, time):
        """A reading of the metric came that is not evaluated; whether a silence ended."""
        ended = metric == self.own_metric and self.condition.heard(time)
        if ended:
            self.ending.stop(time)
        return ended


def condition(written):
    if "silent" in written:
        return Silence(micros(written["silent"]))
    if "for" in written:
        return Run(micros(written["for"]))
    within = micros(written["within"]) if "within" in written else None
    return Times(written.get("times", 1), within)


class Times:
    """True on so many of the last evaluations, or on so many in a span; once is `when` alone."""

    def __init__(self, times, within):
        self.times = times
        self.within = within
        self.true = []
        self.met = False

    def evaluate(self, time, true):
        if self.within is None:
            self.true = self.true + [time] if true else []
        else:
            self.true = [at for at in self.true + [time] * true if at > time - self.within]
        self.met = len(self.true) >= self.times
        return self.met

    def deadline(self):
        return None

    def heard(self, time):
        return False


class Run:
    """True for a time."""

    def __init__(self, span):
        self.span = span
        self.start = None
        self.met = False

    def evaluate(self, time, true):
        if not true:
            self.start, self.met = None, False
        elif self.start is None:
            self.start = time
        if self.start is not None and time >= self.start + self.span:
            self.met = True
        return self.met

    def deadline(self):
        return self.start + self.span if self.start is not None and not self.met else None

    def take(self):
        self.met = True

    def heard(self, time):
        return False


class Silence:
    """No reading for a time."""

    def __init__(self, span):
        self.span = span
        self.last = None
        self.met = False

    def evaluate(self, time, came):
        if came:
            self.last, self.met = time, False
        return self.met

    def deadline(self):
        return self.last + self.span if self.last is not None and not self.met else None

    def take(self):
        self.met = True

    def heard(self, time):
        self.last = time if self.last is None else max(self.last, time)
        ended, self.met = self.met, False
        return ended


def ending(written, own_metric):
    if "holds" in written:
        return Hold(micros(written["holds"]))
    until = written.get("until")
    if isinstance(until, dict):
        return UntilFor(parse(until["when"], own_metric), micros(until["for"]))
    return Until(parse(until, own_metric) if until else None)


class Until:
    """An entry holds while its condition does and, with `until`, on until that is true on a reading."""

    def __init__(self, until):
        self.until = until
        self.holds = False

    def metrics(self):
        return metrics(self.until) if self.until else []

    def evaluate(self, view, met):
        if met:
            self.holds = True
        elif self.until is None or view.truth(self.until) is True:
            self.holds = False

    def deadline(self):
        return None

    def begin(self, time):
        self.holds = True

    def stop(self, time):
        """The condition ended without a reading."""
        if self.until is None:
            self.holds = False


class Hold:
    """An entry goes on for a time after the last reading on which its condition was met."""

    def __init__(self, span):
        self.span = span
        self.end = None

    @property
    def holds(self):
        return self.end is not None

    def metrics(self):
        return []

    def evaluate(self, view, met):
        if met:
            self.end = view.time + self.span

    def deadline(self):
        return self.end

    def take(self, time, met):
        self.end = None


class UntilFor:
    """An entry ends once another condition was true for a time."""

    def __init__(self, until, span):
        self.until = until
        self.span = span
        self.holds = False
        self.true = False
        self.since = None
        self.passed = False

    def metrics(self):
        return metrics(self.until)

    def evaluate(self, view, met):
        self.true = view.truth(self.until) is True
        if self.holds:
            self.count(view.time)
            if self.passed and not met:
                self.end()
        elif met:
            self.begin(view.time)

    def count(self, time):
        if not self.true:
            self.since = None
        elif self.since is None:
            self.since = time
        self.passed = self.has_passed(time)

    def has_passed(self, time):
        return self.since is not None and time >= self.since + self.span

    def begin(self, time):
        if not self.holds:
            self.holds = True
            self.since = time if self.true else None
            self.passed = False

    def deadline(self):
        return self.since + self.span if self.since is not None and not self.passed else None

    def take(self, time, met):
        self.passed = True
        if not met:
            self.end()

    def end(self):
        self.holds, self.since, self.passed = False, None, False

    def stop(self, time):
        """The condition ended without a reading."""
        self.passed = self.has_passed(time)
        if self.passed:
            self.end()
