"""A guard pauses, a person resumes; a guard of another kind rolls back what a person has paused."""

import time

import shapes
from documents import guard, phase, percent, plan, step
from stage import INTERVAL, Stage


def play(world):
    steps = [step("half", percent(50), "PT5S"), step("all", percent(100), "PT1H")]
    guards = [guard("error-rate", "pause"), guard("crash-rate", "immediate")]
    with Stage(world, "pause", plan([phase("everybody", steps)], guards)) as stage:
        stage.figures(errors=0)
        stage.flagctl(*shapes.start("priya"))
        stage.watch()
        stage.until("holding", 1)
        stage.figures(errors=0.5)
        took = stage.until("paused")
        stage.check("a guard pauses", stage.exposure()[""] == 50, f"{took:.1f} s after the figures turned bad, still 50%")
        stage.figures(errors=0)
        head = stage.head()
        time.sleep(8)
        stage.check("good figures alone do not resume it", stage.head() == head, "8 s of them")
        stage.flagctl(*shapes.by_hand("resume"), "--approved-by", "priya", who="wanda", code=1)
        stage.flagctl(*shapes.by_hand("resume"), who="priya", code=3)
        stage.check("nor does somebody without the role, or without an approval", stage.head() == head)
        stage.flagctl(*shapes.by_hand("resume"), "--approved-by", "sarah", who="priya")
        took = stage.until("holding", 2)
        stage.check("resumed, it goes on", stage.exposure()[""] == 100, f"100% {took:.1f} s later")
        stage.flagctl(*shapes.by_hand("pause"))
        stage.check("a person pauses", stage.status()["state"] == "paused")
        time.sleep(2 * INTERVAL)
        stage.figures(crashes=0.1)
        took = stage.until("rolledBack")
        stage.check("guards look on while it is paused", stage.exposure()[""] == 0,
                    f"rolled back {took:.1f} s after the crashes began")
        stage.viewer.until("somebody", False)
