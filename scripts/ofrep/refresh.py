"""A remote that gets commits, and a forge's webhook: refresh.py FLAGCTL AUTHOR URL SECRET WEBHOOK ENV FLAG

AUTHOR is a clone that can push and FLAG a flag that is off in ENV; the server pulls once an hour.
"""

import hashlib
import hmac
import subprocess
import sys
import time

from client import Client, eventually

flagctl, author, url, secret, webhook, environment, flag = sys.argv[1:]
client, forge = Client(url, secret), Client(url)
took = []


def served():
    return client.ask("GET", "/readyz").json["commit"]


def push(verb):
    subprocess.run([flagctl, verb, flag, "--env", environment, "-m", "Turn it", "--push", "--quiet"],
                   cwd=author, check=True, stdout=subprocess.DEVNULL)
    return subprocess.check_output(["git", "rev-parse", "HEAD"], cwd=author, text=True).strip()


before, body = served(), b'{"ref":"refs/heads/main"}'
signature = hmac.new(webhook.encode(), body, hashlib.sha256).hexdigest()
commit = push("enable")
for asker, fields in [
    (forge, {}), (Client(url, "flagctl_wrong"), {}), (forge, {"X_Gitlab_Token": webhook + "x"}),
    (forge, {"X_Hub_Signature_256": "sha256=" + "0" * 64}), (forge, {"X_Hub_Signature_256": "sha256="}),
    (forge, {"X_Hub_Signature_256": "sha1=" + signature}),
]:
    assert asker.ask("POST", "/refresh", body, **fields).status == 401, fields
time.sleep(0.3)
assert served() == before, "it was fetched without being asked"

for verb, asker, fields in [
    (None, client, {}), ("disable", forge, {"X_Hub_Signature_256": f"sha256={signature}"}),
    ("enable", forge, {"X_Gitlab_Token": webhook}),
]:
    commit = push(verb) if verb else commit
    assert asker.ask("POST", "/refresh", body, **fields).status == 202, fields
    took.append(eventually("the pushed commit is served", lambda: served() == commit)[1])
    reason = client.evaluate(flag, {"targetingKey": "user-1"}, environment).json["reason"]
    assert (reason == "DISABLED") == (verb == "disable"), (verb, reason)
print(f"3 pushed commits served at most {max(took) * 1000:.0f} ms after POST /refresh, with a key, GitHub's signature "
      "and GitLab's token; 6 unsigned ones refused")
