"""Where scenarios meet what flagctl's verbs are called and print: what changes there is changed here alone."""

import json

from documents import ENVIRONMENT, FLAG, PLAN

AT = [PLAN, "-e", ENVIRONMENT]
STATUS = f"environments/{ENVIRONMENT}/rollouts/{PLAN}/status.json"


def start(approver=None):
    return ["rollout", "start", *AT, "-m", "as planned", *(["--approved-by", approver] if approver else [])]


def attest(role, verdict="--go"):
    return ["rollout", "attest", *AT, "--role", role, verdict]


def by_hand(verb):
    """promote, pause, resume, stop."""
    return ["rollout", verb, *AT, "-m", "by hand"]


def watch(*options):
    return ["watch", *options]


def explain(commit):
    return ["rollout", "explain", commit]


def board(flagctl):
    """What `rollout status` says of the state."""
    said = json.loads(flagctl("rollout", "status", *AT, "--format", "json"))
    return said["run"]["state"] if "run" in said else "draft"


def exposure(flagctl, revision=None):
    """Exposed percent by row, and of all as ``."""
    at = ["--at", revision] if revision else []
    said = json.loads(flagctl("show", FLAG, "-e", ENVIRONMENT, "--format", "json", *at))["exposure"]
    return {"": said["percent"]} | {row["row"]: row["percent"] for row in said.get("rows", [])}


def verification(flagctl):
    """Outcome, violations, classification and ground by commit, and the commits that somebody has to look at."""
    said = json.loads(flagctl("verify", "--format", "json"))
    steps = {one["commit"]: (one["classification"], one["ground"]) for one in said["transitions"]}
    return said["outcome"], said["violations"], steps, {one["commit"] for one in said["obligations"]}
