"""What is served besides evaluations: files.py URL SECRET ENV EXPORT

EXPORT is what `flagctl export --format flagd` wrote for ENV.
"""

import sys

from client import Client
from prometheus_client.parser import text_string_to_metric_families

url, secret, environment, export = sys.argv[1:]
client = Client(url, secret)
path = f"/environments/{environment}/flagd/flags.json"
answer = client.ask("GET", path)
with open(export, "rb") as file:
    assert answer.body == file.read(), "flags.json is not what 'export --format flagd' writes"
assert answer.headers["content-type"] == "application/json"
again = client.ask("GET", path, If_None_Match=answer.headers["etag"])
assert (again.status, again.body) == (304, b"")
head = client.ask("HEAD", path)
assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(answer.body)))
assert Client(url).ask("GET", path).status == 401

anyone = Client(url)
alive = anyone.ask("GET", "/healthz")
assert (alive.status, alive.json) == (200, {"status": "alive"})
assert anyone.ask("GET", "/readyz").json["status"] == "current"
metrics = anyone.ask("GET", "/metrics")
assert metrics.headers["content-type"].startswith("text/plain; version=0.0.4"), metrics.headers
families = {family.name: family for family in text_string_to_metric_families(metrics.body.decode())}
samples = [sample for family in families.values() for sample in family.samples]
assert families and all(family.type != "unknown" and family.documentation for family in families.values())
assert len({(sample.name, *sorted(sample.labels.items())) for sample in samples}) == len(samples), "a sample is twice"
for family in families.values():
    if family.type == "histogram":
        buckets = [sample.value for sample in family.samples
                   if sample.name.endswith("_bucket") and sample.labels.get("route", "evaluate") == "evaluate"]
        assert buckets == sorted(buckets), (family.name, buckets)
print(f"flags.json equal to the export, {len(answer.body)} bytes; {len(families)} metrics with {len(samples)} samples")
