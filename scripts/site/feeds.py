"""Feeds, calendar and changelog of a site in real readers, and against their rules: feeds.py FOLDER."""

import datetime
import json
import os
import re
import sys

import feedparser
import icalendar

folder = sys.argv[1]


def content(name):
    with open(os.path.join(folder, name), "rb") as file:
        return file.read()


def require(holds, what):
    if not holds:
        print(f"  fault: {what}")
        sys.exit(1)


# Atom (RFC 4287)
atom = feedparser.parse(content("feed.xml"))
require(not atom.bozo, f"feed.xml: {atom.get('bozo_exception')}")
require(atom.version == "atom10" and atom.feed.title and atom.feed.id and atom.feed.updated_parsed, "feed.xml: its head")
require(len({entry.id for entry in atom.entries}) == len(atom.entries) > 0, "feed.xml: ids")
for entry in atom.entries:
    require(entry.title and entry.updated_parsed and entry.author and entry.link.startswith("https://flags.example.com/"),
            f"feed.xml: {entry.id}")
require([entry.updated for entry in atom.entries] == sorted((entry.updated for entry in atom.entries), reverse=True),
        "feed.xml: newest first")

# JSON Feed 1.1
feed = json.loads(content("feed.json"))
require(feed["version"] == "https://jsonfeed.org/version/1.1" and isinstance(feed["title"], str), "feed.json: its head")
require(len({item["id"] for item in feed["items"]}) == len(feed["items"]) == len(atom.entries), "feed.json: ids")
for item in feed["items"]:
    require(isinstance(item["id"], str) and ("content_html" in item or "content_text" in item), "feed.json: content")
    datetime.datetime.fromisoformat(item["date_published"].replace("Z", "+00:00"))
    require(isinstance(item["tags"], list) and all(isinstance(author["name"], str) for author in item["authors"]),
            "feed.json: authors and tags")

# iCalendar (RFC 5545)
raw = content("calendar.ics")
require(raw.count(b"\n") == raw.count(b"\r\n") and all(len(line) <= 75 for line in raw.split(b"\r\n")), "calendar.ics: lines")
calendar = icalendar.Calendar.from_ical(raw)
events = [event for event in calendar.walk("VEVENT")]
require(len(events) > 0 and not calendar.errors, f"calendar.ics: {calendar.errors}")
require(len({str(event["UID"]) for event in events}) == len(events), "calendar.ics: UIDs")
for event in events:
    require(not event.errors and event["SUMMARY"] and event.decoded("DTSTART") and event.decoded("DTSTAMP"), f"calendar.ics: {event}")

# Keep a Changelog 1.1
changelog = content("CHANGELOG.md").decode()
days = re.findall(r"^## (.+)$", changelog, re.M)
require(changelog.startswith("# Changelog\n") and days == sorted(days, reverse=True), "CHANGELOG.md: days")
require(set(re.findall(r"^### (.+)$", changelog, re.M)) <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"},
        "CHANGELOG.md: kinds")

for name in ["summary.json", "notifications.json"]:
    require(isinstance(json.loads(content(name)), dict), name)

print(f"{len(atom.entries)} items of Atom and JSON Feed, {len(events)} events, {len(days)} days of changelog")
