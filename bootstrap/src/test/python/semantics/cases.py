"""Rules and telemetry by chance: small numbers in quarters, times in quarters of seconds, clocks that are wrong by minutes."""

import random

SECOND = 1_000_000
START = 1_767_225_600 * SECOND
METRICS = ["a", "b", "c"]
SEVERITIES = ["warning", "minor", "major", "critical"]
SPANS = ["1s", "2s", "3s", "5s", "8s", "12s", "20s", "45s"]
FLEETING = ["mean", "min", "max", "sum", "count", "stddev", "rate", "zscore", "increase", "resets", "integral"]


class RandomCase:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.seed = seed

    def case(self):
        chance = self.random
        case = {
            "seed": self.seed,
            "configuration": {
                "time": self.time(),
                "rules": [self.rule(f"r{number}") for number in range(chance.randint(1, 5))],
                "windows": self.windows()},
            "messages": self.messages()}
        last = max(message["arrival"] for message in case["messages"])
        case["end"] = chance.choice([None, last, last + chance.randint(0, 90) * SECOND])
        return case

    def time(self):
        chance = self.random
        time = {"outOfOrder": chance.choice(["0s", "0s", "2s", "5s", "10s"]), "late": chance.choice(["3s", "1h"]),
                "future": chance.choice(["2m", "5m", "1h"])}
        if chance.random() < 0.3:
            time["duplicates"] = chance.choice(["2s", "10s", "1h"])
        if chance.random() < 0.15:
            time["arrival"] = "event"
        if chance.random() < 0.1:
            time["past"] = "10m"
        return time

    # Rules

    def rule(self, name):
        chance = self.random
        rule = {"id": name}
        self.own = chance.random() < 0.7
        if self.own:
            rule["metric"] = chance.choice(METRICS)
        if chance.random() < 0.2:
            rule["devices"] = chance.choice(["d1", "d*", "*2"])
        rule["raise"] = [self.entry() for _ in range(chance.choice([1, 1, 2, 2, 3]))]
        if chance.random() < 0.35:
            rule["clear"] = {"for": self.span()}
        return rule

    def entry(self):
        chance = self.random
        entry = {"severity": chance.choice(SEVERITIES)}
        kind = chance.choice(["when", "when", "for", "for", "times", "within"] + ["silent", "silent"] * self.own)
        if kind == "silent":
            entry["silent"] = self.span()
        else:
            entry["when"] = self.condition(2)
        if kind == "for":
            entry["for"] = self.span()
        if kind in ("times", "within"):
            entry["times"] = chance.randint(1, 4)
        if kind == "within":
            entry["within"] = self.span()
        self.end(entry, kind)
        if kind != "silent" and chance.random() < 0.15:
            entry["undefined"] = "keep"
        return entry

    def end(self, entry, kind):
        chance = self.random
        choice = chance.random()
        if choice < 0.2:
            entry["until"] = self.condition(1)
        elif choice < 0.4:
            entry["until"] = {"when": self.condition(1), "for": self.span()}
        elif choice < 0.55 and kind not in ("for", "silent"):
            entry["holds"] = self.span()

    def span(self):
        return self.random.choice(SPANS)

    def metric(self):
        return "value" if self.own and self.random.random() < 0.6 else self.random.choice(METRICS)

    def number(self):
        return str(self.random.choice([-1, 0, 0.25, 0.5, 1, 1.5, 2, 3, 4, 5.25]))

    def condition(self, depth):
        chance = self.random
        choice = chance.random()
        if depth and choice < 0.2:
            return f"{self.part(depth)} {chance.choice(['and', 'or'])} {self.part(depth)}"
        if depth and choice < 0.27:
            return f"not {self.part(depth)}"
        if choice < 0.32:
            return f"flatline({self.metric()}, {self.span()})"
        if choice < 0.36:
            return f"{self.quantity(depth)} between {self.number()} and {self.number()}"
        if choice < 0.39:
            return self.metric()
        return f"{self.quantity(depth)} {chance.choice(['>', '>=', '<', '<=', '==', '!='])} {self.limit()}"

    def part(self, depth):
        return f"({self.condition(depth - 1)})"

    def limit(self):
        return self.metric() if self.random.random() < 0.15 else self.number()

    def quantity(self, depth):
        chance = self.random
        choice = chance.random()
        if choice < 0.45:
            return self.metric()
        if not depth or choice < 0.8:
            return self.call(depth)
        if choice < 0.9:
            return f"({self.quantity(depth - 1)} {chance.choice('+-*/')} {self.quantity(depth - 1)})"
        if choice < 0.93:
            return f"-{self.metric()}"
        return self.of_quantities(depth - 1)

    def of_quantities(self, depth):
        chance = self.random
        name = chance.choice(["least", "greatest", "if", "abs", "round", "sqrt", "ln", "exp", "pow"])
        if name in ("least", "greatest"):
            return f"{name}({self.quantity(depth)}, {self.quantity(depth)})"
        if name == "if":
            return f"if({self.condition(depth)}, {self.quantity(depth)}, {self.quantity(depth)})"
        return f"pow({self.metric()}, 2)" if name == "pow" else f"{name}({self.quantity(depth)})"

    def call(self, depth):
        chance = self.random
        choice = chance.random()
        if choice < 0.2:
            return f"{chance.choice(['delta', 'previous', 'age'])}({self.metric()})"
        if choice < 0.3:
            return f"{chance.choice(['ewmean', 'ewzscore'])}({self.metric()}, {chance.choice(['0.5', '0.25'])})"
        if choice < 0.4:
            return f"percentile({self.metric()}, {chance.choice([0, 25, 50, 75, 100])}, {self.span()})"
        if choice < 0.5:
            return f"duration({self.condition(max(0, depth - 1))}, {self.span()})"
        return f"{chance.choice(FLEETING)}({self.metric()}, {self.span()})"

    # Windows

    def windows(self):
        chance = self.random
        aggregates = ["count", "sum", "min", "max", "mean", "stddev"]
        hop = chance.choice(["1s", "2s", "4s"])
        kinds = [{"name": "t", "tumbling": self.span()}, {"name": "h", "hopping": {"size": "6s", "every": hop}},
                 {"name": "s", "session": {"gap": self.span()}}]
        return [{**kind, "aggregates": aggregates} for kind in kinds if chance.random() < 0.3]

    # Telemetry

    def messages(self):
        devices = ["d1", "d2", "d3"][:self.random.randint(1, 3)]
        messages = [message for device in devices for message in self.device(device)]
        messages.sort(key=lambda message: message["arrival"])
        return self.together(messages)

    def together(self, messages):
        """Some messages that follow each other are one, of several devices or of one device's several times."""
        joined = messages[:1]
        for message in messages[1:]:
            if self.random.random() < 0.05:
                readings = joined.pop()["readings"] + message["readings"]
                message = {"arrival": message["arrival"], "readings": readings}
            joined.append(message)
        return joined

    def device(self, name):
        """What a device sends: an event time, its readings, and when they come."""
        chance = self.random
        skew = chance.choice([0, 0, 0, 0, -240, -30, 4, 100]) * SECOND
        delay = chance.choice([0, 0, 1, 3])
        jitter = chance.choice([0, 0, 0, 1, 4, 12])
        pace = chance.choice([1, 2, 5])
        time = START + chance.randint(0, 8) * SECOND // 4
        messages = []
        for _ in range(chance.randint(5, 60)):
            time += chance.choice([0, 1, 2, 4, 4, 4, 8, 8, 40 if chance.random() < 0.2 else 4]) * pace * SECOND // 4
            arrival = time + (delay + chance.randint(0, jitter)) * SECOND
            messages.append({"arrival": arrival, "readings": self.readings(name, time + skew)})
        self.strays(messages)
        self.bulk(messages)
        return messages

    def readings(self, device, time):
        chance = self.random
        times = [time] if chance.random() < 0.9 else [time - chance.randint(0, 16) * SECOND // 4 for _ in range(2)] + [time]
        if chance.random() < 0.3:
            chance.shuffle(times)
        readings = [[device, metric, self.value(), at] for at in times for metric in METRICS if chance.random() < 0.5]
        if chance.random() < 0.1:
            chance.shuffle(readings)
        return (readings or [[device, chance.choice(METRICS), self.value(), time]]) + [
            [*reading[:2], self.value(), reading[3]] for reading in readings[:1] if chance.random() < 0.08]

    def value(self):
        chance = self.random
        return chance.choice([0, 0, 1, 1, 2, 3, 4, 5]) if chance.random() < 0.8 else chance.randint(-8, 24) / 4

    def strays(self, messages):
        """Repeats, late ones, and readings of the future."""
        chance = self.random
        for message in list(messages):
            choice = chance.random()
            if choice < 0.05:
                messages.append({**message, "arrival": message["arrival"] + chance.randint(0, 20) * SECOND})
            elif choice < 0.06:
                message["readings"] = [[*reading[:3], reading[3] + 600 * SECOND] for reading in message["readings"]]
            elif choice < 0.08:
                message["arrival"] += chance.randint(5, 40) * SECOND

    def bulk(self, messages):
        """What was measured in a while comes at one instant, as messages or as one."""
        chance = self.random
        if chance.random() < 0.7:
            return
        messages.sort(key=lambda message: message["arrival"])
        first = chance.randrange(len(messages))
        held = messages[first:first + chance.randint(2, 12)]
        arrival = held[-1]["arrival"] + chance.randint(0, 30) * SECOND
        if chance.random() < 0.4:
            held[-1]["readings"] = [reading for message in held for reading in message["readings"]]
            for message in held[:-1]:
                messages.remove(message)
        for message in held:
            message["arrival"] = arrival
