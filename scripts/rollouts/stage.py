"""A scenario's stage: a repository with one plan, `flagctl serve`, watchers, and what git says about them."""

import json
import os
import re
import subprocess

import documents
import shapes
from processes import Program, eventually
from viewer import Viewer

INTERVAL = 1
WATCHER = {"GIT_AUTHOR_NAME": "Flag watch", "GIT_AUTHOR_EMAIL": "flag-watch@example.com",
           "GIT_COMMITTER_NAME": "Flag watch", "GIT_COMMITTER_EMAIL": "flag-watch@example.com"}


def identity(person):
    name, mail = documents.PEOPLE[person][0], f"{person}@example.com"
    return {"GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": mail, "GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": mail}


class Commit:
    """A commit of the rollout: its id, subject, trailers, and the status document in it."""

    def __init__(self, stage, id):
        self.id = id
        self.subject, _, rest = stage.git("show", "--no-patch", "--format=%s%n%(trailers:unfold)", id).partition("\n")
        self.trailers = dict(line.split(": ", 1) for line in rest.splitlines() if ": " in line)
        self.status = stage.status(id)
        self.decision = self.status["decisions"][-1]


class Stage:
    """Everything of one scenario; `world` has the programs and the figures, `plan` is the document.

    Used as a context: at its end the watchers and the server have to stop by themselves, and what they left in the
    repository has to be in order.
    """

    def __init__(self, world, name, plan, users=None, prometheus=None):
        self.world, self.name, self.users = world, name, users or {"somebody": {"targetingKey": "user-1"}}
        self.prometheus = prometheus or world.prometheus
        self.folder = os.path.join(world.folder, name)
        self.repository = os.path.join(self.folder, "repository")
        os.makedirs(self.folder)
        self.programs, self.viewer = [], None
        self.flagctl("init", self.repository, "--no-hooks", "--quiet", inside=False)
        for path in ["environments", "flags"]:
            self.git("rm", "-r", "--quiet", path)
        documents.write(self.repository, plan, name, self.prometheus.url)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--amend", "--message", "Flags")
        self.root = self.head()

    def __enter__(self):
        try:
            self.flagctl("validate")
            secret = self.flagctl("serve", "key", "create", "viewer", "-e", documents.ENVIRONMENT).splitlines()[0]
            self.viewer = Viewer(self.serve(), secret, self.name, self.users)
        except Exception as failure:
            self.__exit__(type(failure), failure, None)
            raise
        return self

    def __exit__(self, kind, failure, _):
        try:
            if kind is None:
                self.viewer.stop()
                codes = [program.stop() for program in self.programs if program.runs]
                self.check("stopping", not any(code != 0 for code in codes), f"exit codes {codes}")
                self.in_order()
        finally:
            for program in self.programs:
                program.kill()
            if kind:
                self.world.say(f"{self.name}: status {json.dumps(self.status())}"[:2000])
                self.world.say(self.git("log", "--oneline", "-12"))
                for program in self.programs:
                    self.world.say(f"{self.name}: {os.path.basename(program.log)}:\n{program.tail()}")

    # What it does

    def program(self, name, *command, **options):
        log = os.path.join(self.folder, f"{name}-{len(self.programs)}.log")
        self.programs.append(Program(command, log, **options))
        return self.programs[-1]

    def serve(self):
        """Starts the server; its address."""
        started = os.path.join(self.folder, "started.json")
        self.program("serve", "sh", "-c", f'exec "$@" >"{started}"', "sh", self.world.flagctl, "-C", self.repository,
                     "serve", "--port", "0", "--format", "json")

        def address():
            if os.path.exists(started) and os.path.getsize(started):
                with open(started, encoding="utf-8") as file:
                    return json.load(file)["url"]
        return eventually("a server", address, 30)[0]

    def watch(self, *options, repository=None):
        return self.program("watch", self.world.flagctl, "-C", repository or self.repository,
                            *shapes.watch("--interval", f"{INTERVAL}s", *options), env=os.environ | WATCHER)

    def flagctl(self, *arguments, who="mike", code=0, inside=True):
        """Standard output of a command that has to end with `code`."""
        command = [self.world.flagctl, *(["-C", self.repository] if inside else []), *arguments]
        run = subprocess.run(command, env=os.environ | identity(who), capture_output=True, text=True)
        said = f"{run.stdout}{run.stderr}".strip()
        assert run.returncode == code, f"exit {run.returncode} of flagctl {' '.join(arguments)}, not {code}: {said}"
        return run.stdout

    def git(self, *arguments):
        run = subprocess.run(["git", "-C", self.repository, *arguments], env=os.environ | identity("mike"),
                             capture_output=True, text=True)
        assert run.returncode == 0, f"git {' '.join(arguments)}: {run.stderr}"
        return run.stdout

    def figures(self, **figures):
        self.world.service.set(self.name, **figures)

    # What it finds

    def check(self, what, holds, detail=""):
        self.world.check(f"{self.name}: {what}", holds, detail)

    def head(self):
        return self.git("rev-parse", "HEAD").strip()

    def status(self, revision="HEAD"):
        """The status document of a commit; one without decisions where there is none."""
        listed = self.git("ls-tree", "--name-only", revision, "--", shapes.STATUS)
        return json.loads(self.git("show", f"{revision}:{shapes.STATUS}")) if listed else {"state": "draft", "decisions": []}

    def until(self, state, steps=None, seconds=20):
        """Waits for a state, and for so many steps of the phase; how long it took."""
        def there():
            status = self.status()
            return status["state"] == state and steps in (None, status.get("steps"))
        return eventually(f"{self.name} is {state} {steps or ''}".strip(), there, seconds, 0.05)[1]

    def exposure(self, revision=None):
        return shapes.exposure(self.flagctl, revision)

    def commits(self):
        """All commits that decided something about the plan, the oldest first."""
        path = f"{self.root}..HEAD"
        return [Commit(self, id) for id in self.git("rev-list", "--reverse", path, "--", shapes.STATUS).split()]

    def in_order(self):
        """What has to hold at the end of every scenario."""
        complaints = [line for program in self.programs for line in program.lines()
                      if re.match(r"error|fatal|warning|held:", line, re.IGNORECASE)]
        self.check("nothing went wrong", not complaints, "".join(complaints[:5]) or "no error in any log")
        commits = self.commits()
        twice = [commit.subject for before, commit in zip(commits, commits[1:])
                 if before.status["run"] == commit.status["run"]
                 and len(commit.status["decisions"]) != len(before.status["decisions"]) + 1]
        self.check("one commit for each decision", commits and not twice, f"{len(commits)} decisions {twice or ''}")
        for commit in commits:
            assert commit.trailers.get("Rollout") == documents.PLAN and commit.trailers.get("Run"), commit.subject
        wrong = []
        for commit in commits:
            try:
                self.flagctl(*shapes.explain(commit.id))
            except AssertionError as failure:
                wrong.append(f"{commit.subject}: {failure}")
        self.check("each decision is explained", not wrong, "\n".join(wrong) or f"{len(commits)} commits")
        self.flagctl("validate")
        self.git("fsck", "--strict", "--no-progress")
        left = self.git("status", "--porcelain")
        self.check("validate, git fsck, git status", not left, f"clean {left}".strip())
        outcome, violations, steps, open = shapes.verification(self.flagctl)
        exposed = {commit.id: self.moves(commit) for commit in commits}
        lowering = {id for id, how in exposed.items() if how == "lowering"}
        differing = [commit.subject for commit in commits if exposed[commit.id] != "neutral"
                     and exposed[commit.id] != steps[commit.id][0]]
        unplanned = [commit.subject for commit in commits
                     if exposed[commit.id] == "raising" and steps[commit.id][1] != "planned"]
        self.check("verify", outcome == "verified" and not violations + differing + unplanned and open == lowering,
                   f"{outcome}, {sum(how == 'raising' for how in exposed.values())} steps by the plan, {len(open)} of "
                   f"{len(lowering)} lowering commits await a review {violations + differing + unplanned or ''}".strip())

    def moves(self, commit):
        """What the commit does to exposure, by what `show` says before and after."""
        after, before = self.exposure(commit.id), self.exposure(f"{commit.id}~")
        rows = [(before.get(row, before[""]), after.get(row, after[""])) for row in {**before, **after}]
        if any(late > early for early, late in rows):
            return "raising"
        return "lowering" if any(late < early for early, late in rows) else "neutral"
