"""Compares what two repositories answered, whatever the reasons: same.py ANSWERS ANSWERS"""

import json
import sys


def read(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            yield [(a["key"], a.get("variant"), json.dumps(a.get("value")), a.get("errorCode"))
                   for a in json.loads(line)["flags"]]


count = 0
for number, (first, second) in enumerate(zip(*map(read, sys.argv[1:]), strict=True), 1):
    for one, other in zip(first, second, strict=True):
        if one != other:
            sys.exit(f"context {number}: {one} before, {other} after the import")
        count += 1
print(f"    {count} answers the same after export and import")
