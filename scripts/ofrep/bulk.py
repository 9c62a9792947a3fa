"""All flags at once: the answers of one flag after the other, and the entity tag: bulk.py URL SECRET ENV CONTEXTS"""

import json
import sys

from client import Client

url, secret, environment, contexts = sys.argv[1:]
client = Client(url, secret)
connection = client.connect()
tags, count = {}, 0
with open(contexts, encoding="utf-8") as lines:
    for line in list(lines)[:20]:
        context = json.loads(line)
        all = client.evaluate_all(context, environment, over=connection)
        assert all.status == 200, (all.status, all.body)
        flags = all.json["flags"]
        assert flags and [flag["key"] for flag in flags] == sorted(flag["key"] for flag in flags)
        for flag in flags:
            single = client.evaluate(flag["key"], context, environment, over=connection)
            assert single.json == flag, (line, flag, single.json)
            assert (single.status == 200) == ("value" in flag), (single.status, flag)
            count += 1
        assert all.json["metadata"]["environment"] == environment
        assert {stream["type"] for stream in all.json["eventStreams"]} == {"sse"}
        tag = all.headers["etag"]
        assert tags.setdefault(tag, line) == line, f"one tag for two contexts: {tag}, {line}, {tags[tag]}"

        for condition in (tag, f'"other", {tag}', f"W/{tag}", "*"):
            again = client.evaluate_all(context, environment, over=connection, If_None_Match=condition)
            assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag), (condition, again.status)
        again = client.evaluate_all(context, environment, over=connection, If_None_Match='"other"')
        assert (again.status, again.body) == (200, all.body)
print(f"{count} answers the same one by one and all at once, {len(tags)} entity tags for as many contexts")
