"""Two watchers in clones of their own, which publish to one remote: no step is taken twice there either."""

import os
import subprocess

from processes import eventually
from stage import Stage
from two import document, run


def play(world):
    with Stage(world, "clones", document()) as stage:
        remote, other = f"{stage.folder}/remote", f"{stage.folder}/other"
        for arguments in [("--bare", stage.repository, remote), (remote, other)]:
            subprocess.run(["git", "clone", "--quiet", *arguments], check=True)
        # A forge takes its time to check a push; meanwhile another one may arrive.
        with open(f"{remote}/hooks/pre-receive", "w", encoding="utf-8") as hook:
            hook.write("#!/bin/sh\nsleep 0.3\n")
        os.chmod(hook.name, 0o755)
        stage.git("remote", "add", "origin", remote)
        stage.git("fetch", "--quiet", "origin")
        stage.git("branch", "--quiet", "--set-upstream-to", "origin/main", "main")
        run(stage, lambda: stage.watch("--push"), lambda: stage.watch("--push", repository=other), "--push")

        def heads():
            found = {stage.git("-C", place, "rev-parse", "main").strip() for place in (remote, stage.repository, other)}
            return found if len(found) == 1 else None
        found, _ = eventually("remote and clones are one", heads)
        stage.check("remote and clones are one", found, " ".join(found)[:12])
