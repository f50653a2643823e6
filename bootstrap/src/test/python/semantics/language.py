"""The rules' language: a text becomes a tree of tuples, of which the first member says what it is."""

import re

MICROS = {"ms": 1_000, "s": 1_000_000, "m": 60_000_000, "h": 3_600_000_000, "d": 86_400_000_000}

# What each function takes: m a metric, d a span, n a number, q a quantity, c a condition.
FUNCTIONS = {
    "mean": "md", "min": "md", "max": "md", "sum": "md", "count": "md", "stddev": "md", "percentile": "mnd",
    "delta": "m", "rate": "md", "zscore": "md", "ewmean": "mn", "ewzscore": "mn", "flatline": "md",
    "increase": "md", "resets": "md", "previous": "m", "age": "m", "integral": "md", "duration": "cd",
    "least": "qq", "greatest": "qq", "if": "cqq", "abs": "q", "round": "q", "sqrt": "q", "ln": "q", "exp": "q",
    "pow": "qq",
}
COMPARISONS = (">", ">=", "<", "<=", "==", "!=")

TOKEN = re.compile(
    r"\s*(?:(?P<span>\d+(?:ms|s|m|h|d)\b)|(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)"
    r"|(?P<name>[A-Za-z_][A-Za-z_0-9]*)|`(?P<quoted>[^`]+)`|(?P<sign>>=|<=|==|!=|[-+*/(),<>]))")


def micros(text):
    """A duration such as 30s, in microseconds."""
    number, unit = re.fullmatch(r"(\d+)(ms|s|m|h|d)", text).groups()
    return int(number) * MICROS[unit]


def parse(text, own_metric=None):
    """The tree of a condition; `value` is the rule's own metric."""
    return Parser(text, own_metric).whole()


def metrics(tree):
    """The metrics that a tree reads, as they stand in it."""
    if not isinstance(tree, tuple):
        return []
    if tree[0] == "metric":
        return [tree[1]]
    return [metric for part in tree[1:] for metric in metrics(part)]


def tokens(text):
    text = text.strip()
    place = 0
    while place < len(text):
        match = TOKEN.match(text, place)
        if match is None:
            raise ValueError(f"what is {text[place:]!r}?")
        yield match.lastgroup, match[match.lastgroup]
        place = match.end()


class Parser:
    def __init__(self, text, own_metric):
        self.tokens = list(tokens(text)) + [("end", "")]
        self.place = 0
        self.own_metric = own_metric

    def whole(self):
        tree = self.either()
        self.expect("")
        return tree

    def kind(self):
        return self.tokens[self.place][0]

    def take(self, *texts):
        """The next token, where it is a sign or a word of these."""
        kind, text = self.tokens[self.place]
        if kind in ("sign", "name", "end") and text in texts:
            self.place += 1
            return text
        return None

    def expect(self, text):
        if self.take(text) is None:
            raise ValueError(f"{text!r} is missing at {self.tokens[self.place]}")

    def next(self):
        self.place += 1
        return self.tokens[self.place - 1]

    def either(self):
        tree = self.both()
        while self.take("or"):
            tree = ("or", tree, self.both())
        return tree

    def both(self):
        tree = self.denial()
        while self.take("and"):
            tree = ("and", tree, self.denial())
        return tree

    def denial(self):
        return ("not", self.denial()) if self.take("not") else self.comparison()

    def comparison(self):
        left = self.sum()
        if self.take("between"):
            low = self.sum()
            self.expect("and")
            return ("and", ("compare", ">=", left, low), ("compare", "<=", left, self.sum()))
        sign = self.take(*COMPARISONS)
        return ("compare", sign, left, self.sum()) if sign else left

    def sum(self):
        tree = self.product()
        while sign := self.take("+", "-"):
            tree = ("arithmetic", sign, tree, self.product())
        return tree

    def product(self):
        tree = self.signed()
        while sign := self.take("*", "/"):
            tree = ("arithmetic", sign, tree, self.signed())
        return tree

    def signed(self):
        return ("negative", self.signed()) if self.take("-") else self.primary()

    def primary(self):
        if self.take("("):
            tree = self.either()
            self.expect(")")
            return tree
        kind, text = self.next()
        if kind == "number":
            return ("number", float(text))
        if kind == "span":
            return ("span", micros(text))
        if kind == "quoted":
            return ("metric", text)
        if kind != "name":
            raise ValueError(f"a value is missing before {text!r}")
        if text in FUNCTIONS and self.take("("):
            return self.call(text)
        return ("metric", self.own_metric if text == "value" else text)

    def call(self, name):
        arguments = [self.either()]
        while self.take(","):
            arguments.append(self.either())
        self.expect(")")
        if len(arguments) != len(FUNCTIONS[name]):
            raise ValueError(f"{name} takes {len(FUNCTIONS[name])} arguments")
        return ("call", name, *arguments)
