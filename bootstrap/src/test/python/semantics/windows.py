"""The windows of a device: half-open, aligned to 1970 or ended by a gap; what is complete is a row."""

from fnmatch import fnmatchcase

from language import micros
from values import deviation, exact, mean

AGGREGATES = {
    "count": lambda values: float(len(values)), "sum": lambda values: float(exact(values)), "min": min, "max": max,
    "mean": mean, "stddev": deviation,
}


class Windows:
    """All windows of a device."""

    def __init__(self, device, written):
        self.device = device
        self.written = [window for window in written if fnmatchcase(device, window.get("devices", "*"))]
        self.series = {}
        self.rows = []
        self.uncounted = 0

    def count(self, time, values, watermark):
        """Readings of an observation, or a late one, for which windows that the watermark has passed are complete."""
        for metric, value in values.items():
            for place, written in enumerate(self.written):
                if fnmatchcase(metric, written.get("metrics", "*")):
                    series = self.series.setdefault((place, metric), Series.of(written))
                    self.uncounted += series.count(time, value, watermark)

    def close(self, due):
        """Windows whose ends are due are complete."""
        for (place, metric), series in self.series.items():
            for start, end, values in series.close(due):
                written = self.written[place]
                self.rows.append({
                    "window": written["name"], "device": self.device, "metric": metric, "start": start, "end": end,
                    "values": [AGGREGATES[name](values) for name in written["aggregates"]]})


class Series:
    """The windows of one metric; those before one that is complete are complete."""

    def __init__(self):
        self.open = []
        self.complete = None

    @staticmethod
    def of(written):
        if "session" in written:
            return Sessions(micros(written["session"]["gap"]))
        size = written["tumbling"] if "tumbling" in written else written["hopping"]["size"]
        return Aligned(micros(size), micros(written["hopping"]["every"]) if "hopping" in written else micros(size))

    def is_complete(self, end, watermark):
        return any(limit is not None and end <= limit for limit in (self.complete, watermark))

    def close(self, due):
        closed = sorted(window for window in self.open if due(window[1]))
        self.open = [window for window in self.open if window not in closed]
        for start, end, values in closed:
            self.complete = end if self.complete is None else max(end, self.complete)
            yield start, end, [value for _, value in sorted(values)]


class Aligned(Series):
    """Tumbling or hopping windows."""

    def __init__(self, size, every):
        super().__init__()
        self.size = size
        self.every = every

    def count(self, time, value, watermark):
        """How many windows that the reading belongs to were complete before."""
        missed = 0
        for start in range(time // self.every * self.every, time - self.size, -self.every):
            if self.is_complete(start + self.size, watermark):
                missed += 1
            else:
                self.window(start).append((time, value))
        return missed

    def window(self, start):
        """What a window has counted."""
        for window in self.open:
            if window[0] == start:
                return window[2]
        self.open.append((start, start + self.size, []))
        return self.open[-1][2]


class Sessions(Series):
    """Sessions, each ended by a gap; a late reading may extend one, or join two."""

    def __init__(self, gap):
        super().__init__()
        self.gap = gap

    def count(self, time, value, watermark):
        near = [window for window in self.open if window[0] < time + self.gap and time < window[1]]
        start = min([time] + [window[0] for window in near])
        end = max([time + self.gap] + [window[1] for window in near])
        if self.lies_in_complete(time, near, watermark) or self.is_complete(end, watermark):
            return 1
        self.open = [window for window in self.open if window not in near]
        self.open.append((start, end, [(time, value)] + [pair for window in near for pair in window[2]]))
        return 0

    def lies_in_complete(self, time, near, watermark):
        if self.complete is not None and time < self.complete:
            return True
        return watermark is not None and any(end <= watermark for _, end, _ in near)
