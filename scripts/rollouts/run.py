"""Rollouts with a real Prometheus, server and client: run.py FLAGCTL PROMETHEUS FOLDER SCENARIO...

Each scenario is a file of this name here with `play(world)`. Those that measure play alone, others side by side. Prints a
PASS or FAIL line for each check and exits with 1 where one failed.
"""

import concurrent.futures
import importlib
import os
import sys
import threading
import time
import traceback

from processes import Prometheus, Service


class World:
    """The programs, the service's figures, and what was found."""

    def __init__(self, flagctl, prometheus, folder):
        self.flagctl, self.program, self.folder = flagctl, prometheus, folder
        self.passed = self.failed = 0
        self.lock = threading.Lock()
        self.service = Service(sys.executable, folder)
        self.prometheus = None
        try:
            self.prometheus = self.another_prometheus("prometheus")
        except AssertionError:
            self.end()
            raise

    def another_prometheus(self, name):
        return Prometheus(self.program, os.path.join(self.folder, name), self.service.port)

    def say(self, text):
        with self.lock:
            print(text, flush=True)

    def check(self, what, holds, detail=""):
        with self.lock:
            self.passed, self.failed = self.passed + bool(holds), self.failed + (not holds)
            line = f"{'PASS' if holds else 'FAIL'} {what}{': ' if detail else ''}{detail}"
            print(f"acceptance: rollouts: {line}", flush=True)

    def play(self, name):
        start = time.monotonic()
        try:
            importlib.import_module(name).play(self)
        except Exception as failure:
            where = traceback.extract_tb(failure.__traceback__)
            line = next((f"{os.path.basename(at.filename)}:{at.lineno}" for at in reversed(where)
                         if os.path.basename(at.filename) == f"{name}.py"), "")
            self.check(name, False, f"{line} {type(failure).__name__}: {failure}")
        self.say(f"acceptance: rollouts: {name} took {time.monotonic() - start:.0f} s")

    def end(self):
        for program in [self.prometheus, self.service]:
            if program:
                program.kill()


ALONE = {"immediate"}


def main(flagctl, prometheus, folder, *names):
    world = World(flagctl, prometheus, folder)
    try:
        for name in [name for name in names if name in ALONE]:
            world.play(name)
        with concurrent.futures.ThreadPoolExecutor(3) as pool:
            list(pool.map(world.play, [name for name in names if name not in ALONE]))
    finally:
        world.end()
    print(f"acceptance: rollouts: {world.passed} passed, {world.failed} failed")
    return 1 if world.failed or not world.passed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
