"""What Prometheus itself answers where there is little to answer: what a metric source has to judge."""

import json
import os
import time
import urllib.parse

from processes import ask, eventually

RATIO = 'sum(rate(http_errors_total{service="%s"}[3s])) / sum(rate(http_requests_total{service="%s"}[3s]))'
EACH = 'sum by (service) (rate(http_requests_total{service=~"idle|busy"}[3s]))'


def values(answer):
    assert answer["status"] == "success" and answer["data"]["resultType"] == "matrix", answer
    return [[value for _, value in one["values"]] for one in answer["data"]["result"]]


def error(kind):
    return lambda answer: answer["status"] == "error" and answer["errorType"] == kind and answer["error"]


def play(world):
    prometheus = world.another_prometheus("answers")
    try:
        look(world, prometheus)
    finally:
        prometheus.kill()


def look(world, prometheus):
    def series(query, **changes):
        now = time.time()
        fields = {"query": query, "start": now - 3, "end": now, "step": 1} | changes
        status, text = ask(f"{prometheus.url}/api/v1/query_range?" + urllib.parse.urlencode(fields), timeout=1)
        return status, json.loads(text) if text.startswith("{") else text

    told = []

    def expect(what, answer, status, test):
        assert answer[0] == status and test(answer[1]), f"{what}: {answer}"
        told.append(what)

    world.service.set("idle", requests=0, sessions=0)
    world.service.set("busy", errors=0.1)
    eventually("figures of both", lambda: len(values(series(EACH)[1])) == 2 and series(RATIO % ("idle", "idle")))
    time.sleep(3)
    expect("no series", series(RATIO % ("none", "none")), 200, lambda answer: values(answer) == [])
    expect("0 / 0", series(RATIO % ("idle", "idle")), 200, lambda answer: set(values(answer)[0]) == {"NaN"})
    expect("1 / 0", series("vector(1) / 0"), 200, lambda answer: set(values(answer)[0]) == {"+Inf"})
    expect("several series", series(EACH), 200, lambda answer: len(values(answer)) == 2)
    expect("a scalar", series("42"), 200, lambda answer: values(answer) == [["42"] * 4])
    expect("a query that is none", series("sum("), 400, error("bad_data"))
    expect("a string", series('"x"'), 400, error("bad_data"))
    expect("data that do not fit", series("http_errors_total / on (job) http_requests_total"), 422, error("execution"))
    expect("more than 11,000 points", series("up", start=0, end=11_001), 400, error("bad_data"))
    expect("no such path", ask(f"{prometheus.url}/api/v2/query"), 404, lambda text: not text.startswith("{"))
    prometheus.freeze()
    expect("a server that does not answer", series("up"), 0, lambda text: "timed out" in text)
    prometheus.kill()
    expect("no server", series("up"), 0, lambda text: "refused" in text)
    # Without markers for its end, a selector says the last value for five minutes more; rate() does not.
    prometheus.again()
    now = time.time()
    expect("a moment to come", series("up", start=now + 60, end=now + 60), 200, lambda answer: len(values(answer)) == 1)
    prometheus.stop()
    path = os.path.join(prometheus.folder, "prometheus.yml")
    with open(path, encoding="utf-8") as file:
        configuration = json.load(file)
    configuration["remote_read"] = [{"url": "http://127.0.0.1:9/read", "read_recent": True}]
    with open(path, "w", encoding="utf-8") as file:
        json.dump(configuration, file)
    prometheus.again()
    expect("warnings", series("up"), 200, lambda answer: values(answer) and "refused" in answer["warnings"][0])
    world.check("answers: Prometheus' own are as expected", len(told) == 14, ", ".join(told))
