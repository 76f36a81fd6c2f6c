"""What a row of the table is, and what is asked for in several."""

import random

DAY = "2020-06-01"


class Row:
    """One row: contenders by name, each a function of the number of the round that returns its figure."""

    def __init__(self, key, title, unit, target, contenders=None, together=None, peer=None, goal=None):
        self.key, self.title, self.unit, self.target = key, title, unit, target
        self.contenders, self.together = contenders or {}, together
        # Who ours is compared with in the table, and the ratio or figure to be reached with the sign of better.
        self.peer, self.goal = peer, goal

    def measure(self, number):
        """The figures of one round."""
        if self.together:
            return self.together(number)
        names = list(self.contenders)
        names = names[number % len(names):] + names[:number % len(names)]
        return {name: self.contenders[name](number) for name in names}


def organisations(data, count=40):
    """Organisations of the generated log: of ten entities three."""
    entities = max(10, data.size // 100)
    numbers = [number for number in range(entities) if number % 10 < 3]
    return [f"ORG-{number}" for number in random.Random(data.size).sample(numbers, min(count, len(numbers)))]
