"""Senders that are killed, and senders that work at once: no message goes out twice, and none is lost from sight."""

import collections
import http.server
import json
import os
import random
import subprocess
import sys
import threading
import time

FLAGCTL, FOLDER, KILLS = sys.argv[1], sys.argv[2], int(sys.argv[3])
MESSAGES = 12
START = 1_771_200_000
random.seed(6)


class Receiver(http.server.ThreadingHTTPServer):
    """Counts messages by the key that tells repetitions."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.seen = collections.Counter()
        self.guard = threading.Lock()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}/hook"


class Answer(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with self.server.guard:
            self.server.seen[body["id"]] += 1
        time.sleep(0.01)
        self.send_response(200)
        self.send_header("Content-Length", "2")
        try:
            self.end_headers()
            self.wfile.write(b"ok")
        except BrokenPipeError:
            pass  # The sender was killed meanwhile.

    def log_message(self, *_):
        pass


def moment(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(START + seconds))


def git(folder, *words):
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True).stdout


def flagctl(folder, *words, now=0, check=False):
    done = subprocess.run(
        [FLAGCTL, *words], cwd=folder, capture_output=True, text=True,
        env=os.environ | {"FLAGCTL_NOW": moment(now)})
    if check and done.returncode:
        raise SystemExit(f"flagctl {' '.join(words)}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def repository(name, receiver):
    """A repository with a plan of which every message is due, none of them sent."""
    folder = os.path.join(FOLDER, name)
    os.makedirs(folder)
    git(folder, "init", "-q", "-b", "main")
    flagctl(folder, "init", check=True)
    flag = os.listdir(os.path.join(folder, "flags"))[0].removesuffix(".json")
    plan = {
        "key": "go", "name": "Go", "schedule": {"start": moment(86_400)},
        "phases": [{"key": "one", "name": "One", "steps": [{"set": [{"flag": flag, "enabled": True}]}]}],
        "messages": [
            {"key": f"m{index}", "name": f"Message {index}", "when": "start -P1D", "channels": ["hook"], "text": "Soon."}
            for index in range(MESSAGES)],
    }
    write(folder, ".flagctl/channels.json",
          {"channels": [{"key": "hook", "type": "webhook", "url": receiver.url}]})
    write(folder, "environments/development/rollouts/go/plan.json", plan)
    git(folder, "add", "-A")
    git(folder, "commit", "-qnm", "plan")
    return folder


def write(folder, path, value):
    path = os.path.join(folder, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        json.dump(value, file, indent=2)


def log(folder):
    """State and id of each message, as committed."""
    done = subprocess.run(
        ["git", "show", "HEAD:communications/development/go.json"], cwd=folder, capture_output=True, text=True)
    found = json.loads(done.stdout)["deliveries"] if done.returncode == 0 else []
    slots = [(one["message"], one["occurrence"], one["channel"]) for one in found]
    assert len(slots) == len(set(slots)), f"a delivery is in the log twice: {slots}"
    return {one["message"]: one["state"] for one in found}


def arrived(receiver):
    with receiver.guard:
        twice = {name: count for name, count in receiver.seen.items() if count > 1}
        assert not twice, f"arrived more than once: {twice}"
        return {name.split("/")[3] for name in receiver.seen}


def settle(folder, receiver):
    """What the log says and what arrived do not contradict each other, and nothing is missing."""
    states = log(folder)
    have = arrived(receiver)
    for index in range(MESSAGES):
        name = f"m{index}"
        state = states.get(name)
        if state == "sent":
            assert name in have, f"{name} is said to be sent and did not arrive"
        elif state is None:
            assert name not in have, f"{name} arrived and nobody claimed it"
    return states


def send(folder, now, *words):
    # Names of changes are random but for a fixed clock, where two senders have to differ by their own names.
    return subprocess.Popen(
        [FLAGCTL, "comms", "send", "--due", *words], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, env=os.environ | {"FLAGCTL_NOW": moment(now), "GIT_AUTHOR_NAME": os.path.basename(folder)})


def killed():
    """A sender dies at any moment; the next one goes on, and what may have arrived is left to people."""
    kills = rounds = unknown = sent = resolved = 0
    while kills < KILLS:
        rounds += 1
        receiver = Receiver()
        folder = repository(f"killed-{rounds}", receiver)
        now = 0
        while True:
            now += 1
            process = send(folder, now)
            try:
                # Without a kill now and then a round would never come to its end.
                process.wait(timeout=random.uniform(0.0, 0.25) if kills < KILLS else 30)
                if process.returncode == 0:
                    break
            except subprocess.TimeoutExpired:
                process.kill()
                kills += 1
            process.wait()
            for lock in ("index.lock",):
                assert not os.path.exists(os.path.join(folder, ".git", lock)) or flagctl(
                    folder, "doctor", now=now) is not None
            settle(folder, receiver)
        states = settle(folder, receiver)
        # Claims whose senders died are nobody's: hours later they are not sent, and said to be unknown.
        before = arrived(receiver)
        later = flagctl(folder, "comms", "send", "--due", now=7_200)
        assert arrived(receiver) == before, f"a claim was sent again: {later.stdout}"
        due = json.loads(flagctl(folder, "comms", "due", "--all", "--format", "json", now=7_200, check=True).stdout)
        standing = {row["message"]: row["standing"] for row in due["messages"]}
        assert len(standing) == MESSAGES, f"lost from sight: {standing}"
        assert set(standing.values()) <= {"sent", "unknown"}, standing
        lost = [name for name, state in standing.items() if state == "unknown"]
        assert set(lost) == {name for name, state in states.items() if state == "claimed"}, (standing, states)
        for name in lost:
            verdict = "--sent" if name in before else "--again"
            flagctl(folder, "comms", "resolve", "go", name, "-e", "development", verdict, now=7_201, check=True)
            resolved += 1
        done = flagctl(folder, "comms", "send", "--due", now=7_202, check=True)
        assert set(log(folder).values()) == {"sent"}, done.stdout
        assert len(arrived(receiver)) == MESSAGES
        git(folder, "fsck", "--strict")
        unknown += len(lost)
        sent += MESSAGES
        receiver.shutdown()
    print(f"PASS killed: {kills} senders killed in {rounds} rounds of {MESSAGES} messages: each arrived once; "
          f"{unknown} were unknown and resolved by a person")


def together():
    """Two senders in one repository: each message goes out once."""
    for turn in range(5):
        receiver = Receiver()
        folder = repository(f"together-{turn}", receiver)
        for process in [send(folder, 1), send(folder, 1)]:
            process.wait()
        flagctl(folder, "comms", "send", "--due", now=2)
        assert set(settle(folder, receiver).values()) == {"sent"}, log(folder)
        assert len(arrived(receiver)) == MESSAGES
        receiver.shutdown()
    print(f"PASS together: two senders in one repository, 5 rounds of {MESSAGES} messages: each arrived once")


def clones():
    """Two senders in two clones: what one claimed and published, the other leaves alone."""
    for turn in range(3):
        receiver = Receiver()
        seed = repository(f"seed-{turn}", receiver)
        remote = os.path.join(FOLDER, f"remote-{turn}.git")
        git(FOLDER, "clone", "-q", "--bare", seed, remote)
        folders = []
        for name in ("a", "b"):
            folder = os.path.join(FOLDER, f"clone-{turn}-{name}")
            git(FOLDER, "clone", "-q", remote, folder)
            folders.append(folder)
        outputs = [process.communicate()[0] for process in [send(folder, 1, "--push") for folder in folders]]
        for now in (2, 3):
            outputs += [flagctl(folder, "comms", "send", "--due", "--push", now=now).stdout for folder in folders]
        git(folders[0], "pull", "-q")
        states = settle(folders[0], receiver)
        assert set(states.values()) == {"sent"} and len(states) == MESSAGES, (states, outputs)
        assert len(arrived(receiver)) == MESSAGES
        receiver.shutdown()
    print(f"PASS clones: two senders in two clones, 3 rounds of {MESSAGES} messages: each arrived once")


together()
clones()
killed()
