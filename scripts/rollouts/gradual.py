"""A breach of p95 takes the flag back down a ladder, and nobody is raised on the way."""

import time

import shapes
from documents import FLAG, guard, phase, plan, step
from stage import Stage

EVERY = 3
USERS = {f"user-{number}": {"targetingKey": f"user-{number}", "beta": number % 3 == 0} for number in range(40)}


def play(world):
    steps = [step("80%, of early adopters 30%", {"on": 80, "off": 20}, "PT1H", early_adopters={"on": 30, "off": 70})]
    ladder = guard("latency-p95", "gradual", ladder=[50, 25, 0], every=f"PT{EVERY}S")
    with Stage(world, "gradual", plan([phase("everybody", steps)], [ladder]), USERS) as stage:
        stage.figures(p95=0.2)
        stage.flagctl(*shapes.start("priya"))
        stage.watch()
        stage.until("holding", 1)
        time.sleep(4)
        before, start = stage.exposure(), time.monotonic()
        stage.figures(p95=8)
        seen = [(before, start)]
        while stage.status()["state"] != "rolledBack":
            assert time.monotonic() - start < 40, f"not rolled back within 40 s: {stage.status()['state']}"
            now = stage.exposure()
            if now != seen[-1][0]:
                seen.append((now, time.monotonic()))
            time.sleep(0.1)
        stage.viewer.until("user-1", False)
        time.sleep(0.5)
        commits = [commit for commit in stage.commits() if commit.status["state"] in ("rollingBack", "rolledBack")]
        shown = [before, *(stage.exposure(commit.id) for commit in commits)]
        overall = [one[""] for one in shown]
        stage.check("exposure falls down the ladder", len(set(overall)) == 4 and overall[-1] == 0,
                    " → ".join(f"{percent:g}%" for percent in overall))
        rows = {row for one in shown for row in one}
        rose = [row for row in rows for above, below in zip(shown, shown[1:])
                if below.get(row, below[""]) > above.get(row, above[""])]
        rose += [one for above, below in zip(seen, seen[1:]) if below[0][""] > above[0][""] for one in [below]]
        stage.check("no row is ever raised", not rose, f"{len(shown)} exposures of {FLAG}, {len(seen)} while it ran {rose or ''}")
        pauses = [later - earlier for (_, earlier), (_, later) in zip(seen[1:], seen[2:])]
        stage.check("rungs keep their distance", pauses and min(pauses) > EVERY - 0.5,
                    f"{', '.join(f'{pause:.1f}' for pause in pauses)} s for {EVERY} s")
        changes = stage.viewer.since(start)
        stage.check("no user is turned on", changes and not any(value for _, value in changes),
                    f"{sum(not value for _, value in changes)} of {len(USERS)} turned off, {sum(value for _, value in changes)} on")
