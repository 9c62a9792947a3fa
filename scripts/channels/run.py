"""Sends messages of a plan to every kind of receiver: run.py FLAGCTL FOLDER"""

import datetime
import email
import email.policy
import json
import os
import socket
import subprocess
import sys

import cmarkgfm
from standardwebhooks import Webhook

from receivers import MailReceiver, WebReceiver, block_kit, slack_text

flagctl, folder = sys.argv[1:]
repository = os.path.join(folder, "repository")
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
TOKEN = "ghp_acceptanceacceptance"
PATH = "/services/T0ACCEPT/B0ACCEPT/acceptanceSecret"
HOSTILE = "It's <b>50 %</b> & *more* for @channel <!here> _now_ `x` [a](javascript:alert(1)) | #12 https://b.example"
START = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=30)).strftime("%Y-%m-%dT%H:%M:%SZ")
checks = 0


def check(what, holds, found=""):
    global checks
    checks += 1
    if not holds:
        sys.exit(f"acceptance: channels: {what}: {found}")


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


slack, pager, github, dead = WebReceiver(), WebReceiver(), WebReceiver(), free_port()
smtp = free_port()
mail = MailReceiver(smtp)
variables = {
    "SLACK_URL": slack.url + PATH, "PAGER_URL": pager.url + "/pagerAcceptancePath", "PAGER_SECRET": SECRET,
    "GITHUB_TOKEN": TOKEN,
    "DEAD_URL": f"http://127.0.0.1:{dead}/dead", "HOME": folder,
    "FLAGCTL_SENDMAIL": f"/usr/bin/msmtp --file={folder}/msmtprc"}
SECRETS = [PATH, "acceptanceSecret", SECRET, SECRET[6:], TOKEN, "pagerAcceptancePath", slack.url, pager.url]


def run(*command, code=None):
    result = subprocess.run(command, env=os.environ | variables, capture_output=True, text=True)
    said = result.stdout + result.stderr
    check(f"{command}", code is None or result.returncode == code, f"exit {result.returncode}: {said}")
    for secret in SECRETS:
        check(f"secrets in what {command[3:6]} says", secret not in said, said)
    return result


def write(path, document):
    path = os.path.join(repository, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(document, file, indent=2)


def message(key, *channels, text=HOSTILE):
    return {"key": key, "when": "start -PT1H", "audience": ["team"], "channels": list(channels), "text": text}


def send(key, *states):
    """Sends a message and checks what its deliveries are then, in the order of its channels."""
    result = run(flagctl, "-C", repository, "comms", "send", "portal", key, "--env", "production")
    log = os.path.join(repository, "communications/production/portal.json")
    check(f"sending {key}", os.path.exists(log), f"{result.stdout} {result.stderr}")
    with open(log, encoding="utf-8") as file:
        found = [one for one in json.load(file)["deliveries"] if one["message"] == key]
    check(f"states of {key}", [one["state"] for one in found] == list(states),
          f"{found} {result.stdout} {result.stderr}")
    return found


def read(content):
    parsed = email.message_from_bytes(content, policy=email.policy.default)
    check("defects of the mail", not parsed.defects, parsed.defects)
    return parsed, parsed.get_body(("plain",)).get_content(), parsed.get_body(("html",)).get_content()


with open(os.path.join(folder, "msmtprc"), "w", encoding="utf-8") as file:
    file.write(f"account default\nhost 127.0.0.1\nport {smtp}\nauth off\ntls off\ntimeout 5\n")
run(flagctl, "init", repository, "--no-hooks", "--quiet", code=0)
with open(os.path.join(repository, ".flagctl/people.json"), encoding="utf-8") as file:
    people = json.load(file)
people["people"] = people.get("people", []) + [
    {"key": "zoe", "name": "Zoë Ünal", "emails": ["zoe@example.com"], "roles": []}]
people["groups"] = people.get("groups", []) + [
    {"key": "team", "name": "Team", "members": ["zoe"], "addresses": ["all@example.com"]}]
write(".flagctl/people.json", people)
write(".flagctl/channels.json", {"channels": [
    {"key": "slack", "type": "slack", "urlFrom": "SLACK_URL", "timeout": "PT2S"},
    {"key": "pager", "type": "webhook", "urlFrom": "PAGER_URL", "secretFrom": "PAGER_SECRET", "timeout": "PT2S"},
    {"key": "email", "type": "email", "from": "Relêases <releases@example.com>", "replyTo": "help@example.com"},
    {"key": "github", "type": "github-release", "repository": "acme/app", "tokenFrom": "GITHUB_TOKEN",
     "url": github.url, "timeout": "PT2S"},
    {"key": "dead", "type": "webhook", "urlFrom": "DEAD_URL", "timeout": "PT2S"},
    {"key": "unset", "type": "slack", "urlFrom": "NO_SUCH_URL"}]})
write("environments/production/rollouts/portal/plan.json", {
    "key": "portal", "name": "Portal <script>alert(1)</script> @everyone", "owner": "zoe",
    "schedule": {"start": START, "timeZone": "UTC"}, "phases": [{"key": "all", "name": "Everybody"}],
    "messages": [message("launch", "slack", "pager", "email", "github"), message("limit", "slack"),
                 message("gone", "slack"), message("cut", "slack"), message("twice", "pager"),
                 message("dead", "dead", "unset"), message("busy", "email"), message("there", "github"),
                 message("long", "slack", "github", text="A long story, told at length. " * 900)]})
run("git", "-C", repository, "add", "--all", code=0)
run("git", "-C", repository, "commit", "--quiet", "--message", "A plan with messages", code=0)
run(flagctl, "-C", repository, "validate", code=0)

# One message on four channels.
pager.expect((202, "", {}))
github.expect((201, json.dumps({"html_url": "https://github.com/acme/app/releases/1"}), {}))
send("launch", "sent", "sent", "sent", "sent")
check("Slack's posts", [path for path, _, _ in slack.posts] == [PATH], slack.posts)
check("Block Kit", not block_kit(slack.posts[0][2]), block_kit(slack.posts[0][2]))
check("Slack's text", HOSTILE in slack_text(slack.posts[0][2]), slack.posts[0][2])
fallback = json.loads(slack.posts[0][2])["text"]
check("Slack's text for notifications", "<" not in fallback, fallback)
_, fields, body = pager.posts[0]
document = Webhook(SECRET).verify(body, {name.lower(): value for name, value in fields.items()})
check("the webhook's text", HOSTILE in " ".join(document["text"].split()), document)
check("the webhook's key", fields["Idempotency-Key"] == f"\"{document['id']}\"", fields)
sender, recipients, content = mail.mails[0]
check("the envelope", sender == "releases@example.com" and sorted(recipients) == ["all@example.com", "zoe@example.com"],
      (sender, recipients))
parsed, plain, html = read(content)
check("the mail's type", parsed.get_content_type() == "multipart/alternative", parsed.get_content_type())
check("who else is told", b"zoe@" not in content and b"all@" not in content, content)
check("the sender's name", parsed["From"].addresses[0].display_name == "Relêases", parsed["From"])
check("where answers go", parsed["Reply-To"] == "help@example.com", parsed["Reply-To"])
check("automatic", parsed["Auto-Submitted"] == "auto-generated", parsed.items())
check("the plain part", HOSTILE in " ".join(plain.split()), plain)
check("the HTML part", "&lt;b&gt;50 %&lt;/b&gt; &amp; *more*" in html and "<b>" not in html, html)
path, fields, body = github.posts[0]
check("GitHub's path", path == "/repos/acme/app/releases", path)
check("GitHub's token", fields["Authorization"] == f"Bearer {TOKEN}", fields)
release = json.loads(body)
tag = f"refs/tags/{release['tag_name']}"
check("GitHub's tag", run("git", "check-ref-format", tag).returncode == 0, tag)
shown = cmarkgfm.github_flavored_markdown_to_html(release["body"])
for element in ["<b>", "<em>", "<code>", "<script", "javascript:alert(1)\"", "b.example\""]:
    check("GitHub's text", element not in shown, shown)
check("GitHub's mentions", "@channel" not in release["body"] and "@everyone" not in release["body"], release["body"])

# Receivers that ask to wait, refuse, fall silent.
slack.expect((429, "", {"Retry-After": "1"}), (200, "ok", {}))
send("limit", "sent")
check("the attempts after 429", len(slack.posts) == 2, slack.posts)
slack.expect((410, "channel_is_archived " + PATH, {}))
found = send("gone", "failed")
check("Slack's word", "channel_is_archived" in found[0]["why"], found)
slack.expect("cut")
found = send("cut", "unknown")
check("the attempts after a cut", len(slack.posts) == 1, slack.posts)
pager.expect("silent", (200, "", {}))
send("twice", "sent")
keys = [fields["Idempotency-Key"] for _, fields, _ in pager.posts]
check("the webhook's keys", len(keys) == 2 and len(set(keys)) == 1, keys)
found = send("dead", "failed", "failed")
check("who is dead", "refuses connections" in found[0]["why"] and "DEAD_URL" in found[0]["why"], found)
check("what is missing", "NO_SUCH_URL is not set" in found[1]["why"], found)

# The same mail twice is the same mail.
mail.answer, before = "451 4.3.0 come again", len(mail.mails)
first = run(flagctl, "-C", repository, "comms", "send", "portal", "busy", "--env", "production")
mail.answer = "250 OK"
run(flagctl, "-C", repository, "comms", "resolve", "portal", "busy", "--env", "production", "--again", "-m", "gone")
run(flagctl, "-C", repository, "comms", "send", "portal", "busy", "--env", "production")
identifiers = [read(content)[0]["Message-ID"] for _, _, content in mail.mails[before:]]
check("the mail's name", len(identifiers) == 2 and len(set(identifiers)) == 1,
      (identifiers, first.stdout, first.stderr))
github.expect((422, json.dumps({"message": "Validation Failed", "errors": [
    {"resource": "Release", "code": "already_exists", "field": "tag_name"}]}), {}))
send("there", "sent")

# A long message keeps within every limit.
slack.expect((200, "ok", {}))
github.expect((201, "{}", {}))
send("long", "sent", "sent")
check("a long message's Block Kit", not block_kit(slack.posts[0][2]), block_kit(slack.posts[0][2]))
check("that it is cut", "longer than Slack shows" in slack_text(slack.posts[0][2]), slack.posts[0][2])
check("a long release", len(json.loads(github.posts[0][2])["body"]) <= 125_000)

history = subprocess.run(["git", "-C", repository, "log", "--all", "-p"], capture_output=True, text=True).stdout
for secret in SECRETS:
    check("secrets in commits", secret not in history, secret)
mail.stop()
print(f"acceptance: channels: {checks} checks of Slack, webhook, e-mail and GitHub hold")
