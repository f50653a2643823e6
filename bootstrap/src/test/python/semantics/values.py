"""What a tree comes to at an observation. None is undefined, for numbers and for truth alike."""

import math
from bisect import bisect_right
from fractions import Fraction

from language import metrics

SECOND = 1_000_000
HOUR = 3600 * SECOND


class Past:
    """All observations of a device, in the order of their evaluation."""

    def __init__(self):
        self.times = []
        self.names = []
        self.readings = {}
        self.truths = {}

    def add(self, time, values):
        """One more observation; afterwards it is what `now` sees."""
        for metric, value in values.items():
            self.readings.setdefault(metric, []).append((len(self.times), time, value))
        self.times.append(time)
        self.names.append(set(values))

    def now(self):
        return View(self, len(self.times) - 1)


class View:
    """A device as it was when an observation had been taken."""

    def __init__(self, past, index):
        self.past = past
        self.index = index
        self.time = past.times[index]

    def all(self, metric):
        """The readings of a metric up to here, as pairs of time and value."""
        readings = self.past.readings.get(metric, [])
        return [reading[1:] for reading in readings[:bisect_right(readings, (self.index, math.inf))]]

    def within(self, metric, span):
        return [reading for reading in self.all(metric) if reading[0] > self.time - span]

    def truth(self, tree):
        key = (tree, self.index)
        if key not in self.past.truths:
            self.past.truths[key] = truth(tree, self)
        return self.past.truths[key]


def truth(tree, view):
    kind = tree[0]
    if kind == "and":
        return conjunction(view.truth(tree[1]), view.truth(tree[2]))
    if kind == "or":
        return denial(conjunction(denial(view.truth(tree[1])), denial(view.truth(tree[2]))))
    if kind == "not":
        return denial(view.truth(tree[1]))
    if kind == "compare":
        return compare(tree[1], number(tree[2], view), number(tree[3], view))
    if kind == "metric":
        return compare("!=", number(tree, view), 0.0)
    if tree[:2] == ("call", "flatline"):
        return flatline(tree[2][1], tree[3][1], view)
    raise ValueError(f"no condition: {tree}")


def conjunction(left, right):
    if left is False or right is False:
        return False
    return None if left is None or right is None else True


def denial(value):
    return None if value is None else not value


def compare(sign, left, right):
    if left is None or right is None:
        return None
    return {">": left > right, ">=": left >= right, "<": left < right, "<=": left <= right,
            "==": left == right, "!=": left != right}[sign]


def flatline(metric, span, view):
    readings = view.all(metric)
    if not readings:
        return False
    since = readings[-1][0]
    for time, value in reversed(readings):
        if value != readings[-1][1]:
            break
        since = time
    return since <= view.time - span


def number(tree, view):
    result = quantity(tree, view)
    return result if result is not None and math.isfinite(result) else None


def quantity(tree, view):
    kind = tree[0]
    if kind == "number":
        return tree[1]
    if kind == "metric":
        readings = view.all(tree[1])
        return readings[-1][1] if readings else None
    if kind == "negative":
        operand = number(tree[1], view)
        return None if operand is None else -operand
    if kind == "arithmetic":
        return arithmetic(tree[1], number(tree[2], view), number(tree[3], view))
    return call(tree[1], tree[2:], view)


def arithmetic(sign, left, right):
    if left is None or right is None or (sign == "/" and right == 0):
        return None
    try:
        return {"+": lambda: left + right, "-": lambda: left - right, "*": lambda: left * right,
                "/": lambda: left / right}[sign]()
    except OverflowError:
        return None


def call(name, arguments, view):
    if name == "if":
        condition = view.truth(arguments[0])
        return None if condition is None else number(arguments[1 if condition else 2], view)
    if name == "duration":
        return duration(arguments[0], arguments[1][1], view)
    if name in OF_NUMBERS:
        return of_numbers(OF_NUMBERS[name], [number(argument, view) for argument in arguments])
    metric = arguments[0][1]
    if name in OF_ALL:
        return OF_ALL[name](view, metric, *[argument[1] for argument in arguments[1:]])
    span = arguments[-1][1]
    if name == "percentile":
        return percentile(arguments[1][1], [value for _, value in view.within(metric, span)])
    if name in OF_VALUES:
        return OF_VALUES[name]([value for _, value in view.within(metric, span)])
    return OF_SPAN[name](view, metric, span)


def of_numbers(function, values):
    if any(value is None for value in values):
        return None
    try:
        return function(*values)
    except (ValueError, OverflowError, ZeroDivisionError):
        return None


def exact(values):
    return sum((Fraction(value) for value in values), Fraction(0))


def mean(values):
    return float(exact(values) / len(values)) if values else None


def deviation(values):
    if len(values) < 2:
        return None
    middle = exact(values) / len(values)
    return math.sqrt(sum((Fraction(value) - middle) ** 2 for value in values) / (len(values) - 1))


def percentile(percent, values):
    if not values:
        return None
    values = sorted(values)
    rank = Fraction(percent) / 100 * (len(values) - 1)
    low = math.floor(rank)
    high = min(low + 1, len(values) - 1)
    return float(Fraction(values[low]) + (rank - low) * (Fraction(values[high]) - Fraction(values[low])))


def rate(view, metric, span):
    readings = view.within(metric, span)
    if not readings or readings[0][0] == readings[-1][0]:
        return None
    return (readings[-1][1] - readings[0][1]) / ((readings[-1][0] - readings[0][0]) / SECOND)


def zscore(view, metric, span):
    *before, latest = [value for _, value in view.within(metric, span)] or [None]
    if len(before) < 10 or deviation(before) == 0:
        return None
    return (latest - mean(before)) / deviation(before)


def delta(view, metric):
    readings = view.all(metric)
    return readings[-1][1] - readings[-2][1] if len(readings) > 1 else None


def previous(view, metric):
    readings = view.all(metric)
    return readings[-2][1] if len(readings) > 1 else None


def age(view, metric):
    readings = view.all(metric)
    return (view.time - readings[-1][0]) / SECOND if readings else None


def weighted_mean(view, metric, weight):
    estimate = None
    for _, value in view.all(metric):
        estimate = value if estimate is None else estimate + weight * (value - estimate)
    return estimate


def weighted_score(view, metric, weight):
    values = [value for _, value in view.all(metric)]
    if len(values) < 31:
        return None
    estimate, variance = values[0], 0.0
    for value in values[1:-1]:
        difference = value - estimate
        variance = (1 - weight) * (variance + weight * difference * difference)
        estimate += weight * difference
    return (values[-1] - estimate) / math.sqrt(variance) if variance > 0 else None


def additions(values):
    """What each reading but the first added to a counter, and whether it was a new beginning."""
    added = []
    for place in range(1, len(values)):
        value, before = values[place], values[place - 1]
        if value < before:
            begins = not fills_again(values, place)
            added.append((Fraction(value) if begins else Fraction(0), begins))
        else:
            added.append((Fraction(value) - Fraction(level_before(values, place)), False))
    return hide_lows(values, added)


def rise_after(values, fall):
    """Where the first reading after a fall that rises is, if anywhere."""
    return next((later for later in range(fall + 1, len(values)) if values[later] > values[later - 1]), None)


def fills_again(values, fall):
    rise = rise_after(values, fall)
    return rise is not None and values[rise] >= values[fall - 1]


def level_before(values, place):
    """The value that a reading which does not fall is added to: that before it, or before the low ones it ends."""
    if values[place] == values[place - 1]:
        return values[place]
    first = place - 1
    while first > 0 and values[first] <= values[first - 1]:
        first -= 1
    falls = [at for at in range(first + 1, place) if values[at] < values[at - 1] and values[place] >= values[at - 1]]
    return values[falls[0] - 1] if falls else values[place - 1]


def hide_lows(values, added):
    """Falls among the low ones that a rise to the value before them ended add nothing, and begin nothing."""
    for fall in range(1, len(values)):
        if values[fall] < values[fall - 1] and fills_again(values, fall):
            for low in range(fall, rise_after(values, fall)):
                added[low - 1] = (Fraction(0), False)
    return added


def counted(view, metric, span):
    """What the readings of the span that have one before them added."""
    readings = view.all(metric)
    added = additions([value for _, value in readings])
    return [addition for (time, _), addition in zip(readings[1:], added) if time > view.time - span]


def increase(view, metric, span):
    added = counted(view, metric, span)
    return float(sum(addition for addition, _ in added)) if added else None


def resets(view, metric, span):
    return float(sum(begins for _, begins in counted(view, metric, span)))


def integral(view, metric, span):
    readings = view.within(metric, span)
    if len(readings) < 2:
        return None
    total = sum((Fraction(left) + Fraction(right)) / 2 * (end - start)
                for (start, left), (end, right) in zip(readings, readings[1:]))
    return float(total / HOUR)


def duration(condition, span, view):
    """Seconds of the span in which the condition was true, each observation lasting until the next that it reads."""
    past, read = view.past, set(metrics(condition))
    seen = [index for index in range(view.index + 1) if past.names[index] & read]
    total = 0
    for index, after in zip(seen, seen[1:] + [None]):
        end = view.time if after is None else past.times[after]
        if View(past, index).truth(condition):
            total += max(0, end - max(past.times[index], view.time - span))
    return total / SECOND


OF_NUMBERS = {
    "least": min, "greatest": max, "abs": abs, "round": lambda value: float(math.floor(Fraction(value) + Fraction(1, 2))),
    "sqrt": math.sqrt, "ln": math.log, "exp": math.exp, "pow": math.pow,
}
OF_ALL = {"delta": delta, "previous": previous, "age": age, "ewmean": weighted_mean, "ewzscore": weighted_score}
OF_VALUES = {
    "mean": mean, "stddev": deviation, "count": lambda values: float(len(values)),
    "min": lambda values: min(values, default=None), "max": lambda values: max(values, default=None),
    "sum": lambda values: float(exact(values)) if values else None,
}
OF_SPAN = {"rate": rate, "zscore": zscore, "increase": increase, "resets": resets, "integral": integral}
