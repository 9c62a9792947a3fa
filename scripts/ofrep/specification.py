"""Writes OFREP's OpenAPI file as this server is tested against it: specification.py OPENAPI RESULT

Two slips are put right. A flag without a value (`codeDefaultFlag`) is written so that it matches every flag, and an
integer is a number too, so that `oneOf` matches no answer that has a value. And what `serve` lets pass on purpose is
allowed: a context without targeting key, because static flags need none, and any text in the two query parameters,
which it does not read.
"""

import sys

import yaml

with open(sys.argv[1], encoding="utf-8") as file:
    document = yaml.safe_load(file)
components = document["components"]
schemas = components["schemas"]

success = schemas["evaluationSuccess"]["allOf"]
success[1] = {"anyOf": success[1].pop("oneOf")}
schemas["codeDefaultFlag"]["not"] = {"required": ["value"]}

del schemas["context"]["required"]
schemas["context"]["properties"]["targetingKey"]["type"] = ["string", "null"]
components["parameters"]["flagConfigLastModified"]["schema"] = {"type": "string"}

with open(sys.argv[2], "w", encoding="utf-8") as file:
    yaml.safe_dump(document, file, allow_unicode=True, sort_keys=False)
