"""Repositories with messages that are due, senders, and what has to hold of both whenever one looks."""

import json
import os
import random
import subprocess
import sys
import time

FLAGCTL, FOLDER, KILLS = sys.argv[1], sys.argv[2], int(sys.argv[3])
START = 1_771_200_000
LOG = "communications/development/go.json"


def moment(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(START + seconds))


def git(folder, *words):
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True).stdout


def flagctl(folder, *words, now=0, check=False):
    done = subprocess.run(
        [FLAGCTL, *words], cwd=folder, capture_output=True, text=True, env=os.environ | {"FLAGCTL_NOW": moment(now)})
    if check and done.returncode:
        raise SystemExit(f"flagctl {' '.join(words)}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def soon(count, channels=("hook",)):
    """Messages that are due from the first moment."""
    return [{"key": f"m{index}", "name": f"Message {index}", "when": "start -P1D", "channels": list(channels),
             "text": "Soon."} for index in range(count)]


def repository(name, receiver, messages):
    """A repository with a plan that starts in a day."""
    folder = os.path.join(FOLDER, name)
    os.makedirs(folder)
    git(folder, "init", "-q", "-b", "main")
    flagctl(folder, "init", check=True)
    flag = os.listdir(os.path.join(folder, "flags"))[0].removesuffix(".json")
    step = {"set": [{"flag": flag, "enabled": True}], "hold": "P7D"}
    write(folder, ".flagctl/channels.json",
          {"channels": [{"key": key, "type": "webhook", "url": receiver.url(key)} for key in ("hook", "moody")]})
    write(folder, "environments/development/rollouts/go/plan.json", {
        "key": "go", "name": "Go", "schedule": {"start": moment(86_400)},
        "phases": [{"key": "one", "name": "One", "steps": [step]}], "messages": messages})
    git(folder, "add", "-A")
    git(folder, "commit", "-qnm", "plan")
    return folder


def clones(name, seed):
    """Two clones of one remote."""
    remote = os.path.join(FOLDER, f"{name}.git")
    git(FOLDER, "clone", "-q", "--bare", seed, remote)
    folders = [os.path.join(FOLDER, f"{name}-{one}") for one in "ab"]
    for folder in folders:
        git(FOLDER, "clone", "-q", remote, folder)
    return folders


def write(folder, path, value):
    path = os.path.join(folder, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        json.dump(value, file, indent=2)


def send(folder, now, *words):
    # Names of changes are random but for a fixed clock, where two senders have to differ by their own names.
    return subprocess.Popen(
        [FLAGCTL, "comms", "send", "--due", *words], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, env=os.environ | {"FLAGCTL_NOW": moment(now), "GIT_AUTHOR_NAME": os.path.basename(folder)})


def kill(process, longest):
    """Kills a sender within so many seconds; false where it came to its end before."""
    try:
        process.wait(timeout=random.uniform(0.0, longest))
        return False
    except subprocess.TimeoutExpired:
        process.kill()
        return True
    finally:
        process.wait()


def deliveries(folder):
    """What the committed log says, by message, occurrence and channel."""
    done = subprocess.run(["git", "show", f"HEAD:{LOG}"], cwd=folder, capture_output=True, text=True)
    found = json.loads(done.stdout)["deliveries"] if done.returncode == 0 else []
    slots = {(one["message"], one["occurrence"], one["channel"]): one for one in found}
    assert len(slots) == len(found), f"a delivery is in the log twice: {found}"
    return slots


def settle(folder, receiver, wanted):
    """What the log says and what arrived do not contradict each other: the states of so many deliveries."""
    states = {(slot[0], slot[2]): one["state"] for slot, one in deliveries(folder).items()}
    have = arrived(receiver)
    for slot in wanted:
        if states.get(slot) == "sent":
            assert slot in have, f"{slot} is said to be sent and did not arrive"
        elif states.get(slot) in (None, "failed"):
            assert slot not in have, f"{slot} arrived and the log says {states.get(slot)}"
    return states


def arrived(receiver):
    """What was taken, by message and channel."""
    names = [name.split("/") for name in receiver.arrived()]
    return {(name[3], name[-1]) for name in names}


def standings(folder, now):
    """What is to be done about each message on each channel."""
    due = json.loads(flagctl(folder, "comms", "due", "--all", "--format", "json", now=now, check=True).stdout)
    return {(row["message"], row["channel"]): row["standing"] for row in due["messages"]}


def resolve(folder, receiver, now, *words):
    """A person finds out what became of what nobody knows about."""
    have = arrived(receiver)
    lost = [slot for slot, standing in standings(folder, now).items() if standing == "unknown"]
    for message, channel in lost:
        verdict = "--sent" if (message, channel) in have else "--again"
        flagctl(folder, "comms", "resolve", "go", message, "-e", "development", "--channel", channel, verdict, *words,
                now=now, check=True)
    return len(lost)
