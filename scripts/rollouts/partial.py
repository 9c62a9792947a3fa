"""A breach of the crash rate takes the flag back from all but two cohorts, of which one has no rule of its own."""

import time

import shapes
from documents import guard, percent, phase, plan, step
from stage import Stage

USERS = {f"user-{number}": {"targetingKey": f"user-{number}"} for number in range(10)}
KEPT = {
    **{f"beta-{number}": {"targetingKey": f"beta-{number}", "beta": True} for number in range(5)},
    **{f"staff-{number}": {"targetingKey": f"staff-{number}", "staff": True} for number in range(5)},
}


def play(world):
    steps = [step("all", percent(100), "PT1H", early_adopters="on")]
    keep = guard("crash-rate", "partial", keep=["early-adopters", "internal"])
    with Stage(world, "partial", plan([phase("everybody", steps)], [keep]), USERS | KEPT) as stage:
        stage.figures(crashes=0)
        stage.flagctl(*shapes.start("priya"))
        stage.watch()
        stage.until("holding", 1)
        for name in stage.users:
            stage.viewer.until(name, True)
        time.sleep(4)
        start = time.monotonic()
        stage.figures(crashes=0.05)
        took = stage.until("rolledBack")
        for name in USERS:
            stage.viewer.until(name, False)
        time.sleep(1)
        changes = stage.viewer.since(start)
        stage.check("others lose it", sorted(name for name, _ in changes if name in USERS) == sorted(USERS),
                    f"{len(USERS)} users, {took:.1f} s after the crashes began")
        lost = [name for name, _ in changes if name in KEPT]
        stage.check("kept cohorts keep it all the time", not lost and all(stage.viewer.values[name] for name in KEPT),
                    f"{len(KEPT)} users of two cohorts {lost or ''}".strip())
