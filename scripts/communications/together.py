"""Two senders in one repository: each message goes out once."""

from receiver import Receiver
from stage import arrived, flagctl, repository, send, settle, soon

MESSAGES = 12
ROUNDS = 5


def play():
    wanted = {(f"m{index}", "hook") for index in range(MESSAGES)}
    for turn in range(ROUNDS):
        receiver = Receiver()
        folder = repository(f"together-{turn}", receiver, soon(MESSAGES))
        for process in [send(folder, 1), send(folder, 1)]:
            process.wait()
        flagctl(folder, "comms", "send", "--due", now=2)
        assert set(settle(folder, receiver, wanted).values()) == {"sent"}
        assert arrived(receiver) == wanted
        receiver.shutdown()
    return f"two senders in one repository, {ROUNDS} rounds of {MESSAGES} messages: each arrived once"
