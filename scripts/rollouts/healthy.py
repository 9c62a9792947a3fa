"""No data and NaN hold; healthy figures promote step by step; a gate waits for each of its roles."""

import time

import shapes
from documents import phase, percent, plan, step
from stage import Stage

USERS = {f"user-{number}": {"targetingKey": f"user-{number}"} for number in range(30)}
LADDER = [10, 50, 100]


def play(world):
    roles = {"roles": ["product-owner", "compliance-officer"], "hold": "PT3S"}
    steps = [step(f"{number}%", percent(number)) for number in LADDER]
    with Stage(world, "healthy", plan([phase("everybody", steps, roles)], []), USERS) as stage:
        before = stage.head()
        stage.flagctl(*shapes.start(), code=3)
        stage.flagctl(*shapes.start("priya"), who="wanda", code=1)
        stage.check("start without an approval, or without the role, is refused", stage.head() == before)
        stage.flagctl(*shapes.start("priya"))
        stage.watch()
        took = stage.until("holding", 1)
        stage.check("the first step is taken", stage.exposure()[""] == 10, f"10% after {took:.1f} s")
        for what, figures in [("no series", None), ("a ratio of 0 / 0", {"requests": 0, "sessions": 0})]:
            if figures:
                stage.figures(**figures)
            head, start = stage.head(), time.monotonic()
            time.sleep(9)
            stage.check(f"{what} holds", stage.head() == head and stage.exposure()[""] == 10,
                        f"nothing decided in {time.monotonic() - start:.0f} s, three times the hold")
        stage.check("the board says so", shapes.board(stage.flagctl) == "holding")
        start = time.monotonic()
        stage.figures(requests=200, sessions=50)
        for number, share in list(enumerate(LADDER))[1:]:
            stage.until("holding", number + 1)
            stage.check(f"healthy figures promote to {share}%", stage.exposure()[""] == share,
                        f"{time.monotonic() - start:.1f} s after the first request")
        stage.until("gated")
        head = stage.head()
        time.sleep(5)
        stage.check("the gate waits", stage.head() == head, "5 s without a word of its roles")
        stage.flagctl(*shapes.attest("compliance-officer"), who="wanda", code=1)
        stage.check("who does not have the role cannot pass it", stage.head() == head)
        stage.flagctl(*shapes.attest("product-owner"), who="priya")
        head = stage.head()
        time.sleep(4)
        stage.check("one of two roles is not enough", stage.head() == head and stage.status()["state"] == "gated")
        stage.flagctl(*shapes.by_hand("promote"), who="carlos")
        took = stage.until("succeeded")
        stage.check("both are", stage.exposure()[""] == 100, f"{took:.1f} s after the second go")
        stage.check("clients only saw it turn on", all(value for _, _, value in stage.viewer.changes) and all(stage.viewer.values.values()),
                    f"{len(stage.viewer.changes)} changes for {len(USERS)} users")
