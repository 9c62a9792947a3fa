"""What the provider makes of requests without an answer: failures.py URL SECRET OTHER STRING SPLIT

OTHER is an API key of another environment, STRING a string flag with an answer for everybody, SPLIT a flag whose
answer needs a targeting key.
"""

import logging
import sys

from openfeature import api
from openfeature.contrib.provider.ofrep import OFREPProvider
from openfeature.evaluation_context import EvaluationContext

logging.disable(logging.CRITICAL)
url, secret, other, string, split = sys.argv[1:]
someone, nobody = EvaluationContext("user-1"), EvaluationContext(attributes={"plan": "free"})
cases = [
    ("an unknown flag", secret, "no-such-flag", someone, "FLAG_NOT_FOUND", "no-such-flag"),
    ("an unknown flag with a slash, a space and an umlaut", secret, "no%2Fsuch%20fl%C3%A4g", someone, "FLAG_NOT_FOUND",
     "no/such fläg"),
    ("a string flag as an integer", secret, string, someone, "TYPE_MISMATCH", ""),
    ("no targeting key", secret, split, nobody, "TARGETING_KEY_MISSING", split),
    ("a targeting key that is a number", secret, string, EvaluationContext(attributes={"targetingKey": 5}),
     "INVALID_CONTEXT", "targetingKey"),
    ("a wrong API key", "flagctl_wrong", string, someone, "GENERAL", "unauthorized"),
    ("no API key", None, string, someone, "GENERAL", "unauthorized"),
    ("another environment's API key", other, string, someone, "GENERAL", "forbidden"),
]
failed = 0
for name, key, flag, context, code, words in cases:
    fields = {"X-API-Key": key} if key else {}
    api.set_provider(OFREPProvider(url, headers_factory=lambda fields=fields: fields))
    details = api.get_client().get_integer_details(flag, -7, context)
    found = details.error_code.value if details.error_code else None
    if (details.value, found) != (-7, code) or words not in (details.error_message or ""):
        failed += 1
        print(f"{name}: expected {code} with '{words}', found {found}: {details.error_message}", file=sys.stderr)
print(f"{len(cases) - failed} of {len(cases)} errors as OpenFeature names them")
sys.exit(failed > 0)
