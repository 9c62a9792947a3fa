"""Checks flagd flag files against flagd's JSON Schemas: schema.py SCHEMAS FILE..."""

import json
import os
import sys

from jsonschema import Draft7Validator
from referencing import Registry, Resource

folder, *files = sys.argv[1:]


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


flags = read(os.path.join(folder, "flags.json"))
targeting = read(os.path.join(folder, "targeting.json"))
registry = Registry().with_resources(
    [(schema["$id"], Resource.from_contents(schema)) for schema in (flags, targeting)]
    # Draft 7 ignores an $id beside a $ref, so that flags.json refers to its neighbour by this name.
    + [("./targeting.json", Resource.from_contents(targeting))])
validator = Draft7Validator(flags, registry=registry)
count = 0
for path in files:
    for error in validator.iter_errors(read(path)):
        print(f"{path}: {error.json_path}: {error.message[:300]}", file=sys.stderr)
        count += 1
print(f"{len(files)} files checked against flagd's schemas, {count} errors")
sys.exit(count > 0)
