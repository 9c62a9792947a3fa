"""From the moment a branch moves to what clients see of it."""

import http.client
import json
import queue
import random
import subprocess
import threading
import time

from serving import content

PATIENCE = 10  # seconds until something counts as never seen
POLL = 0.002  # seconds between two questions of the client that polls


class Branch:
    """Moves main by git itself, with no program to be started in between."""

    def __init__(self, repository):
        self.git = subprocess.Popen(
            ["git", "-C", repository, "update-ref", "--stdin"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def say(self, line):
        self.git.stdin.write(line + "\n")
        self.git.stdin.flush()

    def move(self, commit):
        """Gives the time before git renames the file that the branch is in."""
        self.say(f"start\nupdate refs/heads/main {commit}\nprepare")
        for _ in ("start: ok", "prepare: ok"):
            self.git.stdout.readline()
        moment = time.perf_counter()
        self.say("commit")
        if self.git.stdout.readline() != "commit: ok\n":
            raise SystemExit("serve: git did not move the branch")
        return moment

    def close(self):
        self.git.stdin.close()
        self.git.wait()


class Client(threading.Thread):
    """Notes when it sees something new, until it is told to stop."""

    def __init__(self, server):
        super().__init__(daemon=True)
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        self.headers = server.headers
        self.moments = queue.Queue()
        self.is_over = False


class Listener(Client):
    """Reads the event stream."""

    def run(self):
        self.connection.request("GET", "/ofrep/v1/events", headers=self.headers)
        stream = self.connection.getresponse()
        while not self.is_over:
            if b"refetchEvaluation" in stream.readline():
                self.moments.put(time.perf_counter())


class Poller(Client):
    """Asks for the flag again and again."""

    def __init__(self, server, path, body):
        super().__init__(server)
        self.path, self.body = path, body

    def run(self):
        last = None
        while not self.is_over:
            self.connection.request("POST", self.path, self.body, self.headers)
            reason = json.loads(self.connection.getresponse().read())["reason"]
            if reason != last and last is not None:
                self.moments.put(time.perf_counter())
            last = reason
            time.sleep(POLL)


def follow(server, repository, count, path, body):
    """Seconds from `count` moves of the branch to their event, and to the first changed answer."""
    commits = content.commit(repository, "refs/heads/steps", [index % 2 == 1 for index in range(count)])
    branch, listener, poller = Branch(repository), Listener(server), Poller(server, path, body)
    for client in (listener, poller):
        client.start()
    dice = random.Random(1)
    events, answers = [], []
    time.sleep(0.5)
    for commit in commits:
        time.sleep(dice.uniform(0.03, 0.09))  # at any time between two looks of the server
        moment = branch.move(commit)
        try:
            events.append(listener.moments.get(timeout=PATIENCE) - moment)
            answers.append(poller.moments.get(timeout=PATIENCE) - moment)
        except queue.Empty:
            raise SystemExit(f"serve: commit {commit} was not seen within {PATIENCE} s")
    listener.is_over = poller.is_over = True
    branch.close()
    return events, answers
