"""Checks that a Kubernetes export says what the flagd export says: kubernetes.py YAML JSON"""

import json
import sys

import yaml

with open(sys.argv[1], encoding="utf-8") as file:
    flag, settings = yaml.safe_load_all(file)
with open(sys.argv[2], encoding="utf-8") as file:
    expected = json.load(file)
assert (flag["apiVersion"], flag["kind"]) == ("core.openfeature.dev/v1beta1", "FeatureFlag")
assert (settings["apiVersion"], settings["kind"]) == ("v1", "ConfigMap")
assert flag["metadata"]["name"] == settings["metadata"]["name"]
assert flag["spec"] == {"flagSpec": {"flags": expected["flags"]}}
assert json.loads(settings["data"]["flags.flagd.json"]) == expected
print(f"{sys.argv[1].rsplit('/', 1)[-1]}: FeatureFlag and ConfigMap hold the flags of the flagd export")
