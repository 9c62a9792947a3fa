"""A breach of the error rate takes the flag back at once, and how soon clients see it."""

import json
import time

import shapes
from documents import LIMITS, guard, phase, percent, plan, query, step
from processes import eventually
from stage import INTERVAL, WATCHER, Stage
from viewer import Breach

ROUNDS = 3
LIMIT = 2 * INTERVAL + 1


def play(world):
    steps = [step("all", percent(100), "PT1H")]
    with Stage(world, "immediate", plan([phase("everybody", steps)], [guard("error-rate", "immediate")])) as stage:
        question = query("error-rate", "immediate")
        stage.figures(errors=0)
        stage.watch()
        took = []
        for number in range(ROUNDS):
            eventually("a good error rate", lambda: world.prometheus.value(f"max_over_time(({question})[3s:1s])") == 0)
            stage.flagctl(*shapes.start("priya"))
            stage.until("holding", 1)
            stage.viewer.until("somebody", True)
            # Other moments between two looks of Prometheus and of the watcher.
            time.sleep(4 + number / ROUNDS)
            head = stage.head()
            breach = Breach(world.prometheus, question, LIMITS["error-rate"])
            turned = time.monotonic()
            stage.figures(errors=0.5)
            breached = breach.wait()
            seen = stage.viewer.until("somebody", False, 20)
            stage.until("rolledBack")
            between = stage.git("rev-list", f"{head}..HEAD").split()
            took.append(seen - breached)
            stage.check(
                f"round {number + 1}: from the breach to the changed value", took[-1] <= LIMIT,
                f"{took[-1]:.2f} s, at most {LIMIT} s ({breached - turned:.2f} s from the figures to the window's average, "
                f"{breach.first - turned:.2f} s to the first value above)")
            stage.check(f"round {number + 1}: one commit, to nobody", len(between) == 1 and stage.exposure()[""] == 0)
            stage.figures(errors=0)
        stage.check("the slowest of all rounds", max(took) <= LIMIT, f"{max(took):.2f} s with an interval of {INTERVAL} s")
        forge(stage)


def forge(stage):
    """The decision with other evidence: explaining it has to say that it does not follow."""
    last = stage.commits()[-1]
    status = json.loads(stage.git("show", f"{last.id}:{shapes.STATUS}"))
    for evidence in status["decisions"][-1]["evidence"]:
        for window in evidence["windows"]:
            window["value"] = 0
    name = "forged.json"
    with open(f"{stage.folder}/{name}", "w", encoding="utf-8") as file:
        json.dump(status, file, indent=2)
    copy = f"{stage.folder}/forged"
    stage.git("clone", "--quiet", stage.repository, copy)
    at = ["-C", copy]
    stage.git(*at, "reset", "--quiet", "--hard", last.id)
    stage.git(*at, "config", "core.hooksPath", "/dev/null")
    with open(f"{copy}/{shapes.STATUS}", "w", encoding="utf-8") as file:
        json.dump(status, file, indent=2)
    stage.git(*at, "-c", f"user.name={WATCHER['GIT_AUTHOR_NAME']}", "commit", "--quiet", "--all", "--amend", "--no-edit")
    forged = stage.git(*at, "rev-parse", "HEAD").strip()
    try:
        stage.flagctl("-C", copy, *shapes.explain(forged), inside=False, code=1)
        stage.check("evidence that was changed does not explain it", True, "exit 1")
    except AssertionError as failure:
        stage.check("evidence that was changed does not explain it", False, failure)
