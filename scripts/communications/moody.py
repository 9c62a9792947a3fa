"""Two channels of which one turns every message away at first, and senders that die: each is taken once on each."""

from receiver import Receiver
from stage import KILLS, arrived, flagctl, kill, repository, resolve, send, settle, soon, standings

MESSAGES = 4


def play():
    wanted = {(f"m{index}", channel) for index in range(MESSAGES) for channel in ("hook", "moody")}
    kills = rounds = unknown = 0
    while kills < KILLS // 5:
        rounds += 1
        receiver = Receiver()
        folder = repository(f"moody-{rounds}", receiver, soon(MESSAGES, ("hook", "moody")))
        now = 0
        while {"due", "retrying", "claimed", "unknown"} & set(standings(folder, now).values()):
            # Later than any claim or pause, so that each sender has something to do.
            now += 300
            assert now < 80_000, standings(folder, now)
            process = send(folder, now)
            kills += kill(process, 0.3) if kills < KILLS // 5 else 0
            process.wait()
            settle(folder, receiver, wanted)
            unknown += resolve(folder, receiver, now + 200)
        assert set(settle(folder, receiver, wanted).values()) == {"sent"}, standings(folder, now)
        assert arrived(receiver) == wanted
        assert sum(receiver.turned_away.values()) == MESSAGES, receiver.turned_away
        receiver.shutdown()
    return (f"a receiver that turns away what comes first (400, 429, 503) beside one that takes all, {kills} senders "
            f"killed in {rounds} rounds of {MESSAGES} messages: each was taken once by each; {unknown} were unknown")
