"""A sender dies at any moment; the next one goes on, and what may have arrived is left to people."""

import os

from receiver import Receiver
from stage import KILLS, arrived, flagctl, git, kill, repository, resolve, send, settle, soon, standings

MESSAGES = 12


def play():
    wanted = {(f"m{index}", "hook") for index in range(MESSAGES)}
    kills = rounds = unknown = 0
    while kills < KILLS:
        rounds += 1
        receiver = Receiver()
        folder = repository(f"killed-{rounds}", receiver, soon(MESSAGES))
        now = 0
        while True:
            now += 1
            process = send(folder, now)
            if kills < KILLS and kill(process, 0.25):
                kills += 1
            elif process.wait() == 0:
                break
            lock = os.path.join(folder, ".git", "index.lock")
            assert not os.path.exists(lock) or flagctl(folder, "doctor", now=now) is not None
            settle(folder, receiver, wanted)
        states = settle(folder, receiver, wanted)
        # Claims whose senders died are nobody's: hours later they are not sent, and said to be unknown.
        before = arrived(receiver)
        later = flagctl(folder, "comms", "send", "--due", now=7_200)
        assert arrived(receiver) == before, f"a claim was sent again: {later.stdout}"
        standing = standings(folder, 7_200)
        assert set(standing) == wanted, f"lost from sight: {standing}"
        assert set(standing.values()) <= {"sent", "unknown"}, standing
        lost = {slot for slot, state in standing.items() if state == "unknown"}
        assert lost == {slot for slot, state in states.items() if state == "claimed"}, (standing, states)
        unknown += resolve(folder, receiver, 7_201)
        done = flagctl(folder, "comms", "send", "--due", now=7_202, check=True)
        assert set(settle(folder, receiver, wanted).values()) == {"sent"}, done.stdout
        assert arrived(receiver) == wanted
        git(folder, "fsck", "--strict")
        receiver.shutdown()
    return (f"{kills} senders killed in {rounds} rounds of {MESSAGES} messages: each arrived once; "
            f"{unknown} were unknown and resolved by a person")
