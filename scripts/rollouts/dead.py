"""A Prometheus that does not answer, or is gone: neither promoted nor rolled back; afterwards it goes on."""

import time

import shapes
from documents import guard, percent, phase, plan, step
from stage import Stage


def play(world):
    prometheus = world.another_prometheus("dead-prometheus")
    steps = [step("half", percent(50)), step("all", percent(100))]
    document = plan([phase("everybody", steps)], [guard("error-rate", "immediate")])
    try:
        with Stage(world, "dead", document, prometheus=prometheus) as stage:
            stage.figures(errors=0)
            stage.flagctl(*shapes.start("priya"))
            watcher = stage.watch()
            stage.until("holding", 1)
            head = stage.head()
            stops = [("does not answer", prometheus.freeze), ("is gone", prometheus.kill)]
            for what, stop in stops:
                stop()
                # Bad figures that nobody can see.
                stage.figures(errors=0.5)
                start = time.monotonic()
                time.sleep(9)
                stage.check(f"holds while Prometheus {what}",
                            stage.head() == head and stage.exposure()[""] == 50 and watcher.runs,
                            f"nothing decided in {time.monotonic() - start:.0f} s, three times the hold; the watcher runs")
            stage.figures(errors=0)
            time.sleep(1)
            prometheus.again()
            took = stage.until("succeeded", seconds=40)
            stage.check("goes on when it is back", stage.exposure()[""] == 100, f"{took:.1f} s later at 100%")
    finally:
        prometheus.kill()
