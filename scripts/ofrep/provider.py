"""Asks OpenFeature's OFREP provider what flagctl was asked: provider.py URL SECRET DEFINITIONS CONTEXTS ANSWERS

ANSWERS is what `flagctl eval --all --contexts` printed, DEFINITIONS a folder of flag definitions. Value, its type,
variant, reason and error code have to be the same. Prints the number of equal answers and exits with 1 where one
differs.
"""

import json
import logging
import os
import sys

from openfeature import api
from openfeature.contrib.provider.ofrep import OFREPProvider
from openfeature.evaluation_context import EvaluationContext

logging.disable(logging.CRITICAL)
url, secret, definitions, contexts, answers = sys.argv[1:]
api.set_provider(OFREPProvider(url, headers_factory=lambda: {"Authorization": f"Bearer {secret}"}))
client = api.get_client()
types = {}
for name in os.listdir(definitions):
    with open(os.path.join(definitions, name), encoding="utf-8") as file:
        flag = json.load(file)
        types[flag["key"]] = flag["type"]
DEFAULT = "the code's default"
ask = {
    "boolean": (client.get_boolean_details, bool), "string": (client.get_string_details, str),
    "integer": (client.get_integer_details, int), "number": (client.get_float_details, float),
    "object": (client.get_object_details, dict),
}


def theirs(key, context):
    resolve, kind = ask[types[key]]
    details = resolve(key, DEFAULT, context)
    if details.error_code:
        return details.error_code.value, details.value == DEFAULT
    reason = details.reason.value
    # OFREP's list of reasons has no DEFAULT.
    if reason == "UNKNOWN":
        reason = details.flag_metadata.get("reason")
    return details.variant, details.value, reason, type(details.value) is kind


def ours(answer):
    if "errorCode" in answer:
        return answer["errorCode"], True
    return answer["variant"], answer["value"], answer["reason"], True


equal = differing = without = 0
with open(contexts, encoding="utf-8") as lines, open(answers, encoding="utf-8") as replies:
    for line, reply in zip(lines, replies, strict=True):
        # The provider leaves an empty targeting key out, so that all go with the attributes.
        context = EvaluationContext(attributes=json.loads(line))
        for answer in json.loads(reply)["flags"]:
            expected, found = ours(answer), theirs(answer["key"], context)
            if expected == found:
                equal += 1
                without += len(expected) == 2
            else:
                differing += 1
                if differing <= 5:
                    print(f"{answer['key']}: flagctl {expected}, provider {found}, {line.strip()}", file=sys.stderr)
print(f"{equal} of {equal + differing} answers equal ({without} of them: none for want of a targeting key)")
sys.exit(differing > 0 or equal == 0)
