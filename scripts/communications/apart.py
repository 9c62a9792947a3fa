"""Two senders in two clones: what one claimed and published, the other leaves alone."""

from receiver import Receiver
from stage import arrived, clones, flagctl, git, repository, send, settle, soon

MESSAGES = 12
ROUNDS = 3


def play():
    wanted = {(f"m{index}", "hook") for index in range(MESSAGES)}
    for turn in range(ROUNDS):
        receiver = Receiver()
        folders = clones(f"apart-{turn}", repository(f"seed-{turn}", receiver, soon(MESSAGES)))
        outputs = [process.communicate()[0] for process in [send(folder, 1, "--push") for folder in folders]]
        for now in (2, 3):
            outputs += [flagctl(folder, "comms", "send", "--due", "--push", now=now).stdout for folder in folders]
        git(folders[0], "pull", "-q")
        states = settle(folders[0], receiver, wanted)
        assert set(states) == wanted and set(states.values()) == {"sent"}, (states, outputs)
        assert arrived(receiver) == wanted
        receiver.shutdown()
    return f"two senders in two clones, {ROUNDS} rounds of {MESSAGES} messages: each arrived once"
