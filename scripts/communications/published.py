"""Senders that publish from two clones and die by turns: what one left, the other takes up."""

import random

from receiver import Receiver
from stage import KILLS, arrived, clones, flagctl, git, kill, repository, resolve, send, settle, soon, standings

MESSAGES = 8


def play():
    wanted = {(f"m{index}", "hook") for index in range(MESSAGES)}
    kills = rounds = unknown = 0
    while kills < KILLS // 5:
        rounds += 1
        receiver = Receiver()
        folders = clones(f"published-{rounds}", repository(f"published-seed-{rounds}", receiver, soon(MESSAGES)))
        now = 0
        while kills < KILLS // 5 and now < 30:
            now += 1
            kills += kill(send(random.choice(folders), now, "--push"), 0.4)
        for folder in folders * 2:
            flagctl(folder, "comms", "send", "--due", "--push", now=7_200)
        for folder in folders:
            git(folder, "pull", "-q", "--no-rebase")
            unknown += resolve(folder, receiver, 7_201, "--push")
        for folder in folders * 2:
            flagctl(folder, "comms", "send", "--due", "--push", now=7_202)
        for folder in folders:
            git(folder, "pull", "-q", "--no-rebase")
            states = settle(folder, receiver, wanted)
            assert set(states) == wanted and set(states.values()) == {"sent"}, (states, standings(folder, 7_203))
        assert arrived(receiver) == wanted
        receiver.shutdown()
    return (f"{kills} senders killed in two clones that publish, {rounds} rounds of {MESSAGES} messages: "
            f"each arrived once; {unknown} were unknown")
