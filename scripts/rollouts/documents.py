"""What a scenario's repository says: one flag in one environment, its cohorts, its people, its metrics and one plan."""

import json
import os

ENVIRONMENT, FLAG, PLAN = "production", "checkout", "ga"
WINDOW = "PT3S"
PEOPLE = {
    "mike": ("Mike", ["engineering-lead"]),
    "priya": ("Priya N", ["product-owner"]),
    "sarah": ("Sarah Chen", ["product-owner"]),
    "carlos": ("Carlos Reyes", ["compliance-officer"]),
    "wanda": ("Wanda Q", ["support"]),
}
COHORTS = {"early-adopters": "beta", "internal": "staff"}
LABEL = '{service="{{service}}"}'
QUERIES = {
    "error-rate": f"100 * sum(rate(http_errors_total{LABEL}[3s])) / sum(rate(http_requests_total{LABEL}[3s]))",
    "latency-p95": "1000 * histogram_quantile(0.95, sum by (le) "
                   f"(rate(http_request_duration_seconds_bucket{LABEL}[3s])))",
    "crash-rate": f"100 * sum(rate(app_crashes_total{LABEL}[3s])) / sum(rate(app_sessions_total{LABEL}[3s]))",
}
UNITS = {"error-rate": "%", "latency-p95": "ms", "crash-rate": "%"}
# Seed 001's triggers, in seconds instead of minutes.
LIMITS = {"error-rate": 10, "latency-p95": 5000, "crash-rate": 1}


def query(metric, service):
    return QUERIES[metric].replace("{{service}}", service)


def person(key):
    return {"key": key, "name": PEOPLE[key][0], "emails": [f"{key}@example.com"], "roles": PEOPLE[key][1], "keys": []}


def step(name, serve, hold=WINDOW, **cohorts):
    """A step that serves everybody `serve`, and cohorts, their keys with underscores, what is said of them."""
    rules = [{"flag": FLAG, "cohort": key.replace("_", "-"), "serve": value} for key, value in cohorts.items()]
    return {"name": name, "set": [{"flag": FLAG, "enabled": True, "serve": serve}, *rules], "hold": hold}


def percent(number):
    return "on" if number == 100 else {"on": number, "off": 100 - number}


def guard(metric, strategy, **more):
    return {
        "key": metric, "name": f"{metric} above {LIMITS[metric]} {UNITS[metric]}", "metric": metric, "window": WINDOW,
        "failure": {"operator": "greaterThan", "value": LIMITS[metric]}, "minSamples": 2,
        "action": {"strategy": strategy, **more},
    }


def phase(key, steps, gate=None, **more):
    criterion = {
        "key": "errors", "name": "Few errors", "metric": "error-rate", "window": WINDOW, "minSamples": 2,
        "success": {"operator": "lessThan", "value": 1},
    }
    return {
        "key": key, "name": key.capitalize(), "risk": "low", "steps": steps, "criteria": [criterion],
        **({"gate": gate} if gate else {}), **more,
    }


def plan(phases, guards):
    roles = {"start": ["engineering-lead"], "promote": [], "resume": ["product-owner"], "task": []}
    return {
        "$schema": "../../../../.flagctl/schemas/plan.schema.json", "key": PLAN, "name": "Checkout for everybody",
        "owner": "Priya N, Product Owner", "roles": roles, "phases": phases, "guards": guards,
    }


def write(folder, plan, service, prometheus):
    """Writes the files; nothing that `flagctl init` made of environments and flags stays."""
    files = {
        f"flags/{FLAG}.json": {
            "$schema": "../.flagctl/schemas/flag.schema.json", "key": FLAG, "name": "New checkout", "type": "boolean",
            "variants": {"on": True, "off": False}, "offVariant": "off", "codeDefault": "off",
            "lifecycle": {"stage": "beta", "created": "2025-08-18", "permanent": True},
        },
        f"environments/{ENVIRONMENT}/environment.json": {
            "$schema": "../../.flagctl/schemas/environment.schema.json", "key": ENVIRONMENT, "name": "Production",
            "order": 1, "population": 100000,
            "policy": {
                "approvals": {"required": 1, "roles": ["product-owner"], "evidence": "claimed", "validFor": "P14D",
                              "selfApproval": False},
                "lowering": {"required": 0, "reviewWithin": "P1D"},
            },
        },
        f"environments/{ENVIRONMENT}/flags/{FLAG}.json": {
            "$schema": "../../../.flagctl/schemas/state.schema.json", "flag": FLAG, "enabled": False, "rules": [],
            "fallthrough": "off",
        },
        f"environments/{ENVIRONMENT}/rollouts/{PLAN}/plan.json": plan,
        ".flagctl/people.json": {
            "$schema": "schemas/people.schema.json", "people": [person(key) for key in PEOPLE], "groups": [],
        },
        ".flagctl/metrics.json": {
            "$schema": "schemas/metrics.schema.json",
            "sources": [{"key": "prometheus", "type": "prometheus", "url": prometheus, "timeout": "PT1S"}],
            "metrics": [
                {"key": key, "name": key, "unit": UNITS[key], "source": "prometheus", "query": text,
                 "arguments": {"service": service}} for key, text in QUERIES.items()
            ],
        },
    }
    for key, attribute in COHORTS.items():
        files[f"environments/{ENVIRONMENT}/cohorts/{key}.json"] = {
            "$schema": "../../../.flagctl/schemas/cohort.schema.json", "key": key, "name": key, "share": 10,
            "match": {"attribute": attribute, "operator": "equals", "value": True},
        }
    for path, document in files.items():
        path = os.path.join(folder, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            json.dump(document, file, indent=2)
            file.write("\n")
