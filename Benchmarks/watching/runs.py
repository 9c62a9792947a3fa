"""A repository whose rollouts are all half-way through: started by flagctl, moved into the past by their times."""

import datetime
import json
import os
import pathlib
import re
import subprocess

ENVIRONMENT = "staging"
WINDOW = "PT5M"
LABEL = '{service="{{service}}"}'


def rate(counter):
    return f"sum(rate(bench_{counter}_total{LABEL}[5m]))"


METRICS = {
    "error-rate": (f"100 * {rate('errors')} / {rate('requests')}", "lessThan", 5),
    "crash-rate": (f"100 * {rate('crashes')} / {rate('sessions')}", "lessThan", 5),
    "latency": (f"1000 * {rate('busy_seconds')} / {rate('requests')}", "lessThan", 5000),
    "traffic": (rate("requests"), "greaterThan", 1),
    "sessions": (rate("sessions"), "greaterThan", 1),
}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


def plan(key, criteria):
    chosen = list(METRICS.items())[:criteria]
    return {
        "key": key, "name": f"Rollout {key}",
        "phases": [{
            "key": "everybody", "name": "Everybody",
            "steps": [{"name": "half", "set": [{"flag": key, "enabled": True, "serve": {"on": 50, "off": 50}}],
                       "hold": "P30D"}],
            "criteria": [
                {"key": metric, "name": metric, "metric": metric, "arguments": {"service": key}, "window": WINDOW,
                 "minSamples": 3, "success": {"operator": operator, "value": value},
                 "failure": {"operator": "lessThan" if operator == "greaterThan" else "greaterThan",
                             "value": value if operator == "greaterThan" else 10 * value}}
                for metric, (_, operator, value) in chosen
            ],
            "rollback": {"strategy": "immediate"},
        }],
    }


class Repository:
    """`keys` are flags, plans and services at once."""

    def __init__(self, flagctl, folder, keys, criteria, prometheus):
        self.program, self.folder, self.keys = flagctl, pathlib.Path(folder), keys
        files, root = {}, f"environments/{ENVIRONMENT}"
        files[".flagctl/config.json"] = {"formatVersion": 1, "protectedBranch": "main", "bucketing": "flagd-v3"}
        files[".flagctl/metrics.json"] = {
            "sources": [{"key": "prometheus", "type": "prometheus", "url": prometheus, "timeout": "PT10S"}],
            "metrics": [{"key": key, "source": "prometheus", "query": query}
                        for key, (query, _, _) in METRICS.items()],
        }
        files[f"{root}/environment.json"] = {"key": ENVIRONMENT, "name": "Staging", "order": 1}
        for key in keys:
            files[f"flags/{key}.json"] = {
                "key": key, "name": key, "type": "boolean", "variants": {"on": True, "off": False},
                "offVariant": "off", "codeDefault": "off",
                "lifecycle": {"stage": "beta", "created": "2025-08-18", "permanent": True},
            }
            files[f"{root}/flags/{key}.json"] = {"flag": key, "enabled": False, "rules": [], "fallthrough": "off"}
            files[f"{root}/rollouts/{key}/plan.json"] = plan(key, criteria)
        for path, document in files.items():
            self.write(path, document)
        self.git("init", "--quiet", "--initial-branch", "main", ".")
        self.commit("Start")
        self.flagctl("validate", "--quiet")

    def half_way(self, hours):
        """Starts all, has them take their first step, and says in the status that this was hours ago."""
        for key in self.keys:
            self.flagctl("rollout", "start", key, "-e", ENVIRONMENT, "-m", "bench", "--quiet")
        for _ in range(5):
            self.flagctl("watch", "--once")
            statuses = {key: json.loads(self.status(key).read_text()) for key in self.keys}
            if all(status["state"] == "holding" for status in statuses.values()):
                break
        else:
            raise SystemExit(f"watch: {sorted({status['state'] for status in statuses.values()})}, not all holding")
        for key, status in statuses.items():
            self.write(self.status(key).relative_to(self.folder), earlier(status, datetime.timedelta(hours=hours)))
        self.commit("Long ago")
        self.git("gc", "--quiet")

    def status(self, key):
        return self.folder / f"environments/{ENVIRONMENT}/rollouts/{key}/status.json"

    def write(self, path, document):
        path = self.folder / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(document, indent=2) + "\n")

    def commit(self, message):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def head(self):
        return self.git("rev-parse", "HEAD")

    def git(self, *arguments):
        identity = ["-c", "user.name=Bench", "-c", "user.email=bench@example.com"]
        command = ["git", "-C", self.folder, *identity, *arguments]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()

    def flagctl(self, *arguments):
        identity = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER")
                    for what, value in (("NAME", "Bench"), ("EMAIL", "bench@example.com"))}
        run = subprocess.run([self.program, "-C", self.folder, *arguments], env=os.environ | identity,
                             capture_output=True, text=True)
        if run.returncode:
            raise SystemExit(f"watch: flagctl {' '.join(arguments)}: exit {run.returncode}: {run.stdout}{run.stderr}")
        return run.stdout


def earlier(value, by):
    """The document with all its times moved."""
    if isinstance(value, dict):
        return {key: earlier(item, by) for key, item in value.items()}
    if isinstance(value, list):
        return [earlier(item, by) for item in value]
    if isinstance(value, str) and TIME.fullmatch(value):
        moment = datetime.datetime.fromisoformat(value.replace("Z", "+00:00")) - by
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return value
