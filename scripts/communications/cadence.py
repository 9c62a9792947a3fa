"""A status every 15 minutes whose senders die, and sleep: no quarter of an hour is told twice, and none in arrears."""

import json
import random

from receiver import Receiver
from stage import KILLS, LOG, flagctl, git, kill, moment, repository, send

QUARTER = 900
BEGIN = 86_400


def said(folder):
    """The last that any commit says of each occurrence; the newest log keeps some of them only."""
    states = {}
    for commit in git(folder, "log", "--reverse", "--format=%H", "--", LOG).split():
        for one in json.loads(git(folder, "show", f"{commit}:{LOG}"))["deliveries"]:
            states[one["occurrence"]] = one["state"]
    return states


def play():
    receiver = Receiver()
    folder = repository("cadence", receiver, [
        {"key": "status", "when": "start +PT15M", "every": "PT15M", "channels": ["hook"], "text": "It goes on."}])
    flagctl(folder, "rollout", "start", "go", "-e", "development", now=BEGIN, check=True)
    kills, now, looks, slept = 0, BEGIN, 0, 0
    while kills < KILLS // 5:
        pause = random.choice([QUARTER, QUARTER, 4 * QUARTER + 60])
        looks, slept, now = looks + 1, slept + (pause > QUARTER), now + pause
        before = receiver.arrived()
        kills += kill(send(folder, now), 0.25)
        new = {name.split("/status/")[1].removesuffix("/hook") for name in receiver.arrived() - before}
        quarter = moment(now - (now - BEGIN) % QUARTER).replace("-", "").replace(":", "")
        assert new <= {f"start/{quarter}"}, f"{new} at {moment(now)}: only the newest goes out"
    flagctl(folder, "comms", "send", "--due", now=now + 2 * QUARTER)
    states = said(folder)
    told = {name.split("/status/")[1].removesuffix("/hook") for name in receiver.arrived()}
    sent = {name for name, state in states.items() if state == "sent"}
    claimed = {name for name, state in states.items() if state == "claimed"}
    assert sent and sent <= told <= sent | claimed, (sorted(told), states)
    receiver.shutdown()
    return (f"a status every 15 minutes, {looks} senders of which {kills} were killed and {slept} came an hour late: "
            f"{len(sent)} sent, {len(claimed)} left to people, none told twice or in arrears")
