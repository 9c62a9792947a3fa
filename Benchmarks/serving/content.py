"""Repositories to serve: clones of the generated ones in which one flag is as the benchmark wants it."""

import json
import subprocess

FLAG = "flag-00042"
STATE = f"environments/production/flags/{FLAG}.json"


def git(repository, *arguments, **options):
    return subprocess.run(["git", "-C", repository, *arguments], check=True, stdout=subprocess.PIPE, **options).stdout


def clone(source, repository):
    """A bare clone with a 25% rollout to a cohort with one condition as its newest commit."""
    subprocess.run(["git", "clone", "-q", "--bare", source, repository], check=True)
    commit(repository, "refs/heads/main", [True])


def state(enabled):
    value = {
        "flag": FLAG,
        "enabled": enabled,
        "rules": [{"cohort": "regular-users", "serve": {"on": 25, "off": 75}}],
        "fallthrough": "off",
    }
    return json.dumps(value, indent=2).encode() + b"\n"


def commit(repository, branch, switches):
    """Commits on top of main, each of which says whether the flag is enabled; gives their ids in order."""
    before = git(repository, "rev-parse", "refs/heads/main").decode().strip()
    stream = bytearray()
    for index, enabled in enumerate(switches):
        message, content = b"Switch the flag", state(enabled)
        stream += f"commit {branch}\ncommitter Sam <sam@example.com> {1_762_000_000 + index} +0000\n".encode()
        stream += b"data %d\n%s\n" % (len(message), message)
        stream += f"from {before}\n".encode() if index == 0 else b""
        stream += b"M 100644 inline %s\ndata %d\n%s\n" % (STATE.encode(), len(content), content)
    git(repository, "fast-import", "--quiet", "--force", input=bytes(stream))
    return git(repository, "rev-list", "--reverse", f"{before}..{branch}").decode().split()
