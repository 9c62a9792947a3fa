"""Two watchers of one repository, each killed once in the middle: no step is taken twice."""

import collections
import time

import shapes
from documents import percent, phase, plan, step
from stage import Stage

LADDER = [5, 10, 25, 50, 75, 100]


def taken(commits):
    """How often the flag's step was taken, by its number."""
    before = None
    counts = collections.Counter()
    for commit in commits:
        status = commit.status
        if status["state"] == "holding" and (before is None or before["state"] != "holding"):
            counts[status["steps"]] += 1
        before = status
    return dict(counts)


def document():
    return plan([phase("everybody", [step(f"{number}%", percent(number)) for number in LADDER])], [])


def play(world):
    with Stage(world, "two", document()) as stage:
        run(stage, stage.watch, stage.watch)


def run(stage, one, other, *options):
    """Starts two watchers, kills each of them once in the middle of the plan, and starts it again."""
    stage.figures(errors=0)
    stage.flagctl(*shapes.start("priya"), *options)
    watchers = [one(), other()]
    for step, number, again in [(3, 1, other), (5, 0, one)]:
        stage.until("holding", step, 60)
        watchers[number].kill()
        time.sleep(1.5)
        watchers[number] = again()
    stage.until("succeeded", seconds=60)
    time.sleep(3)
    counts = taken(stage.commits())
    stage.check("each step once", counts == {number + 1: 1 for number in range(len(LADDER))},
                f"{counts}; each watcher was killed once")
    subjects = stage.git("log", "--format=%s", f"{stage.root}..HEAD").splitlines()
    stage.check("no decision twice", len(subjects) == len(set(subjects)), f"{len(subjects)} commits")
