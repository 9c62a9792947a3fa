"""Commits while a server runs: follow.py FLAGCTL REPOSITORY URL SECRET ENV OTHER FLAG

FLAG is a flag that is off in ENV, SECRET opens ENV and OTHER. Events, changed answers and tags, a commit that does not
validate, and its repair.
"""

import os
import subprocess
import sys
import time

from client import Client, eventually
from events import Events
from prometheus_client.parser import text_string_to_metric_families

flagctl, repository, url, secret, environment, other, flag = sys.argv[1:]
client = Client(url, secret)
context = {"targetingKey": "user-1"}


def run(*command):
    subprocess.run(command, cwd=repository, check=True, stdout=subprocess.DEVNULL)


def commit(message):
    run("git", "commit", "--quiet", "--all", "--message", message)
    return subprocess.check_output(["git", "rev-parse", "HEAD"], cwd=repository, text=True).strip()


def tag(name):
    return client.evaluate_all(context, name).headers["etag"]


def reason():
    return client.evaluate(flag, context, environment).json.get("reason")


def metrics():
    text = client.ask("GET", "/metrics").body.decode()
    return {(sample.name, *sample.labels.values()) if sample.labels else sample.name: sample.value
            for family in text_string_to_metric_families(text) for sample in family.samples}


def ready():
    return client.ask("GET", "/readyz")


def stream(name):
    path = client.evaluate_all(context, name).json["eventStreams"][0]["endpoint"]["requestUri"]
    return Events(Client(url), path)  # The path's token is enough.


events, elsewhere = stream(environment), stream(other)
before, before_elsewhere = tag(environment), tag(other)

# A commit that touches one environment.
assert reason() == "DISABLED", reason()
run(flagctl, "enable", flag, "--env", environment, "-m", "On", "--quiet")
done = time.monotonic()
_, changed = eventually("a changed answer", lambda: reason() != "DISABLED")
name, kind, data, arrived = events.next()
assert (kind, data["type"]) == ("message", "refetchEvaluation"), (kind, data)
assert isinstance(data["lastModified"], int) and data["etag"] == name, data
assert tag(environment) != before and name in tag(environment), (before, name, tag(environment))
assert client.evaluate_all(context, environment, If_None_Match=before).status == 200
assert tag(other) == before_elsewhere, "the other environment's tag changed"
assert elsewhere.queue.empty(), "the other environment's listeners were told"

# A head that does not validate.
path = os.path.join(repository, "environments", environment, "flags", f"{flag}.json")
with open(path, "rb") as file:
    good = file.read()
served, answers = ready().json["commit"], client.evaluate_all(context, environment)
with open(path, "wb") as file:
    file.write(good[:-20])
broken = commit("Break a file")
state, noticed = eventually("/readyz says stale", lambda: ready().json["status"] == "stale" and ready())
assert state.status == 200 and state.json["commit"] == served and state.json["head"] == broken, state.json
assert any(f"{flag}.json" in problem for problem in state.json["problems"]), state.json
last_good = client.evaluate_all(context, environment)
assert (last_good.body, last_good.headers["etag"]) == (answers.body, answers.headers["etag"])
counted = metrics()
assert counted["flagctl_head_served"] == 0 and counted["flagctl_problems"] >= 1, counted
assert counted["flagctl_reloads_total", "invalid"] == 1, counted

# Its repair, with another change.
with open(path, "wb") as file:
    file.write(good.replace(b'"enabled": true', b'"enabled": false'))
repaired = commit("Repair the file")
eventually("/readyz says current", lambda: ready().json["status"] == "current")
assert metrics()["flagctl_head_served"] == 1
assert ready().json["commit"] == repaired and ready().json["problems"] == [], ready().json
assert reason() == "DISABLED", reason()
assert events.next()[2]["type"] == "refetchEvaluation"
assert events.queue.empty(), "there was an event for the commit that does not validate"
print(f"event {max(0, arrived - done) * 1000:.0f} ms and answer {changed * 1000:.0f} ms after 'enable' ended; another "
      f"environment's tag stayed; a broken head was noticed in {noticed * 1000:.0f} ms, the last good answers stayed")
