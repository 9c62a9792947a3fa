"""Writes a random flag repository and contexts: generate.py SEED FOLDER MODE FLAGS CONTEXTS

Values of attributes are drawn from a small pool of all types, so that conditions meet values that they are about, values
of other types that look alike, and nothing at all.
"""

import json
import os
import random
import sys

seed, folder, mode, flag_count, context_count = sys.argv[1:]
random.seed(int(seed))

STRINGS = [
    "", "a", "abc", "ABC", "a@example.com", "Zoë", "日本", "e\u0301", "é", "😀", "1", "5", "1.0", "true", "false", "null",
    "True", "it's", '"', "\\", "$x", "length", "0", "abcabc", "nan", "inf", "1e3", " 5 ", "[object Object]",
]
NUMBERS = [0, 1, -1, 5, 5.5, 0.1, 1000, 9007199254740991, 1e-7, 3, 2.5, 10, 1e14, 123456]
VERSIONS = [
    "1.0.0", "1.2.3", "1.2.3-rc.1", "1.2.3-rc.10", "1.2.3-rc", "2.0.0", "2.0.0+build.5", "0.0.0", "10.0.0-alpha-1",
]
NO_VERSIONS = ["1.2", "v1.2.3", "V2.0.0", "1", "1.2-rc", "1.2.3.4", "01.2.3", "1.2.3-", "", "1.2.3\n", "1.2.3-01", " 1.2.3"]
PATHS = ["plan", "beta", "age", "email", "address.city", "address.geo.code", "tags", "größe", "targetingKey", "version"]
BUCKETS = ["targetingKey"] * 6 + ["account", "email", "address.city", "age"]


def scalar():
    return random.choice([random.choice(STRINGS), random.choice(NUMBERS), random.choice([True, False])])


def leaf(cohorts):
    kind = random.random()
    if cohorts and kind < 0.1:
        return {"cohort": random.choice(cohorts)}
    if kind < 0.2:
        percent = random.choice([0, 0.001, 10, 12.5, 33.333, 50, 99.999, 100])
        return {"percentage": percent, "salt": random.choice(["canary", "käse", "x" * 40])}
    path = random.choice(PATHS)
    operator = random.choice(
        ["equals", "notEquals", "in", "notIn", "exists", "notExists", "greaterThan", "greaterThanOrEquals", "lessThan",
         "lessThanOrEquals", "contains", "notContains", "startsWith", "endsWith", "semverEquals", "semverGreaterThan",
         "semverGreaterThanOrEquals", "semverLessThan", "semverLessThanOrEquals", "includes", "notIncludes"])
    if operator.startswith("semver") and random.random() < 0.8:
        path = "version"
    if "ncludes" in operator and random.random() < 0.8:
        path = "tags"
    condition = {"attribute": path, "operator": operator}
    if operator.startswith("semver"):
        condition["value"] = random.choice(VERSIONS)
    elif operator in ("in", "notIn"):
        condition["value"] = [scalar() for _ in range(random.randint(1, 4))]
    elif operator in ("contains", "notContains", "startsWith", "endsWith"):
        condition["value"] = random.choice(STRINGS)
    elif "Than" in operator:
        condition["value"] = random.choice(NUMBERS)
    elif operator not in ("exists", "notExists"):
        condition["value"] = scalar()
    return condition


def condition(cohorts, depth=0):
    kind = random.random()
    if depth >= 3 or kind < 0.45:
        return leaf(cohorts)
    if kind < 0.6:
        return {"not": condition(cohorts, depth + 1)}
    joined = [condition(cohorts, depth + 1) for _ in range(random.randint(1, 3))]
    return {random.choice(["all", "any"]): joined}


def value(kind, index):
    if kind == "boolean":
        return index == 0
    if kind == "string":
        return random.choice(STRINGS) + str(index)
    if kind == "integer":
        return random.choice([index, -index, 9007199254740991 - index, index * 1000])
    if kind == "number":
        return random.choice([index + 0.5, index, -0.25 * index, 1e-9 * (index + 1)])
    return {"index": index, "text": random.choice(STRINGS), "list": [1, 2.5, None, {"a": True}]}


def serve(variants):
    if random.random() < 0.5:
        return random.choice(variants)
    chosen = random.sample(variants, random.randint(1, len(variants)))
    cuts = sorted(random.choice([0, 1, 25000, 50000, 99999, 100000, random.randint(0, 100000)]) for _ in chosen[1:])
    ends = cuts + [100000]
    weights, start = {}, 0
    for name, end in zip(chosen, ends):
        weights[name] = (end - start) / 1000
        start = end
    return weights


def write(path, document):
    path = os.path.join(folder, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(document, file, ensure_ascii=False, indent=2)
        file.write("\n")


write(".flagctl/config.json", {"formatVersion": 1, "protectedBranch": "main", "bucketing": mode})
write("environments/test/environment.json", {"key": "test", "name": "Test", "order": 1})
cohorts = []
for index in range(12):
    key = f"cohort-{index}"
    write(f"environments/test/cohorts/{key}.json", {
        "key": key, "name": random.choice(["Frühe Vögel", "早期", "Early"]), "match": condition(cohorts)})
    cohorts.append(key)

flags = []
for index in range(int(flag_count)):
    key = f"flag.{index}"
    kind = random.choice(["boolean", "string", "integer", "number", "object"])
    names = ["on", "off"] if kind == "boolean" else [f"v{n}" for n in range(random.randint(2, 4))]
    random.shuffle(names)
    off = random.choice(names)
    definition = {
        "key": key, "name": key, "type": kind, "variants": {name: value(kind, n) for n, name in enumerate(names)},
        "offVariant": off}
    requires = []
    for other, others, other_off in random.sample(flags, min(len(flags), random.choice([0, 0, 0, 0, 0, 1, 1, 2]))):
        requires.append({"flag": other, "variant": random.choice([name for name in others if name != other_off])})
    if requires:
        definition["requires"] = requires
    write(f"flags/{key}.json", definition)
    state = {
        "flag": key, "enabled": random.random() < 0.9,
        "rules": [
            {"cohort": cohort, "serve": serve(names)} for cohort in random.sample(cohorts, random.choice([0, 1, 1, 2, 3]))],
        "fallthrough": serve(names)}
    if random.random() < 0.4:
        state["bucketBy"] = random.choice(BUCKETS)
    if random.random() < 0.3:
        state["salt"] = random.choice(["Salz", "sält", "s" * 300, "null", "'", '"'])
    write(f"environments/test/flags/{key}.json", state)
    flags.append((key, names, off))


def attribute(name):
    if name == "tags" and random.random() < 0.7:
        return [random.choice([scalar(), scalar(), scalar(), None, [1], {}]) for _ in range(random.randint(0, 3))]
    if name == "version" and random.random() < 0.8:
        return random.choice(VERSIONS + NO_VERSIONS)
    if name == "account":
        return random.choice([random.randint(0, 10**15 - 1), f"acc-{random.randint(0, 999)}", "", 7.0, 1.5, True, None, []])
    return random.choice([scalar(), scalar(), scalar(), None, [scalar()], [], {}, {"city": "Köln"}])


with open(os.path.join(folder, "contexts.jsonl"), "w", encoding="utf-8") as file:
    for index in range(int(context_count)):
        context = {}
        key = random.choice([f"user-{index}"] * 12 + ["", None, "null", "ünï", "x" * 400, "0"])
        if key is not None:
            context["targetingKey"] = key
        for name in ["plan", "beta", "age", "email", "tags", "größe", "version", "account"]:
            if random.random() < 0.75:
                context[name] = attribute(name)
        kind = random.random()
        if kind < 0.6:
            context["address"] = {"city": scalar(), "geo": random.choice([{"code": scalar()}, "x", None, [1]])}
        elif kind < 0.8:
            context["address"] = attribute("plan")
        file.write(json.dumps(context, ensure_ascii=False) + "\n")
