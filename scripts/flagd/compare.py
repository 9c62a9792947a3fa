"""Asks the flagd provider in its file mode what flagctl was asked: compare.py EXPORT CONTEXTS ANSWERS TYPES

ANSWERS is what `flagctl eval --all --contexts` printed, TYPES a folder of flag definitions. Prints the number of equal
answers and exits with 1 where one differs. Where flagctl has no answer the provider must have none either.
"""

import json
import logging
import os
import sys

from openfeature.contrib.provider.flagd import FlagdProvider
from openfeature.contrib.provider.flagd.config import ResolverType
from openfeature.evaluation_context import EvaluationContext
from openfeature.exception import OpenFeatureError

logging.disable(logging.CRITICAL)
export, contexts, answers, definitions = sys.argv[1:]
provider = FlagdProvider(resolver_type=ResolverType.FILE, offline_flag_source_path=export)
provider.initialize(EvaluationContext())
types = {}
for name in os.listdir(definitions):
    with open(os.path.join(definitions, name), encoding="utf-8") as file:
        flag = json.load(file)
        types[flag["key"]] = flag["type"]
ask = {
    "boolean": (provider.resolve_boolean_details, False), "string": (provider.resolve_string_details, "default"),
    "integer": (provider.resolve_integer_details, -1), "number": (provider.resolve_float_details, -1.0),
    "object": (provider.resolve_object_details, {}),
}


def theirs(key, context):
    resolve, default = ask[types[key]]
    try:
        details = resolve(key, default, context)
    except OpenFeatureError as error:
        return None, "TARGETING_KEY_MISSING" if "!TARGETING_KEY_MISSING" in str(error) else repr(error)
    return details.variant, details.value


equal = differing = without = 0
with open(contexts, encoding="utf-8") as lines, open(answers, encoding="utf-8") as replies:
    for line, reply in zip(lines, replies, strict=True):
        attributes = json.loads(line)
        context = EvaluationContext(attributes.pop("targetingKey", None), attributes)
        for answer in json.loads(reply)["flags"]:
            ours = (answer.get("variant"), answer.get("value", answer.get("errorCode")))
            found = theirs(answer["key"], context)
            if ours == found and (type(ours[1]) is type(found[1]) or types[answer["key"]] == "number"):
                equal += 1
                without += ours[0] is None
            else:
                differing += 1
                if differing <= 5:
                    print(f"{answer['key']}: flagctl {ours}, flagd {found}, context {line.strip()}", file=sys.stderr)
provider.shutdown()
print(f"{equal} of {equal + differing} answers equal ({without} of them: none for want of a targeting key)")
sys.exit(differing > 0 or equal == 0)
