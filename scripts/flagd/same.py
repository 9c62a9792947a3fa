"""Compares what an import answers with what the export's source did, whatever the reasons: same.py BEFORE AFTER

Flags that the import left out are counted; more than a tenth of them fails.
"""

import json
import sys


def read(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            yield {a["key"]: (a.get("variant"), json.dumps(a.get("value")), a.get("errorCode"))
                   for a in json.loads(line)["flags"]}


count = left_out = 0
for number, (before, after) in enumerate(zip(*map(read, sys.argv[1:]), strict=True), 1):
    for key, answer in after.items():
        if answer != before[key]:
            sys.exit(f"context {number}, {key}: {before[key]} before, {answer} after the import")
    count += len(after)
    left_out = len(before) - len(after)
    if left_out > len(before) / 10:
        sys.exit(f"the import left out {left_out} of {len(before)} flags")
print(f"    {count} answers the same after export and import, {left_out} flags left out as inexpressible")
