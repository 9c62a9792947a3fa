"""A service whose figures can be made worse: service.py PORT

Exports at GET /metrics, for every name that it was told of, http_requests_total, http_errors_total, app_sessions_total,
app_crashes_total and the histogram http_request_duration_seconds. PUT /services/NAME sets members of `Figures`, GET
says them. Counters are rates times the time that passed, not chance: a share of 0.5 is measured as 50%.
"""

import dataclasses
import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BOUNDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]


@dataclasses.dataclass
class Figures:
    requests: float = 200  # a second
    sessions: float = 50  # a second
    errors: float = 0  # share of the requests
    crashes: float = 0  # share of the sessions
    p95: float = 0.2  # seconds


class Service:
    def __init__(self):
        self.figures = Figures()
        self.counters = {"http_requests_total": 0, "http_errors_total": 0, "app_sessions_total": 0,
                         "app_crashes_total": 0}
        self.buckets = [0] * len(BOUNDS)
        self.duration = 0
        self.since = time.monotonic()

    def advance(self):
        now, figures = time.monotonic(), self.figures
        seconds, self.since = now - self.since, now
        requests, sessions = figures.requests * seconds, figures.sessions * seconds
        for name, more in [("http_requests_total", requests), ("http_errors_total", requests * figures.errors),
                           ("app_sessions_total", sessions), ("app_crashes_total", sessions * figures.crashes)]:
            self.counters[name] += more
        # Durations spread evenly from 0 to here, so that 95% of them take at most p95.
        longest = figures.p95 / 0.95
        self.buckets = [count + requests * min(bound / longest, 1) for count, bound in zip(self.buckets, BOUNDS)]
        self.duration += requests * longest / 2

    def set(self, changes):
        figures = dataclasses.replace(self.figures, **changes)
        self.advance()
        self.figures = figures

    def lines(self, name):
        self.advance()
        label = f'service="{name}"'
        for counter, value in self.counters.items():
            yield counter, "counter", f"{counter}{{{label}}} {value}"
        histogram, requests = "http_request_duration_seconds", self.counters["http_requests_total"]
        for bound, count in [*zip(BOUNDS, self.buckets), ("+Inf", requests)]:
            yield histogram, "histogram", f'{histogram}_bucket{{{label},le="{bound}"}} {count}'
        yield histogram, "histogram", f"{histogram}_sum{{{label}}} {self.duration}"
        yield histogram, "histogram", f"{histogram}_count{{{label}}} {requests}"


class Requests(BaseHTTPRequestHandler):
    services = {}
    lock = threading.Lock()

    def do_GET(self):
        if self.path == "/metrics":
            self.reply(200, self.exposition(), "text/plain; version=0.0.4")
        elif (name := self.service()) in self.services:
            self.reply(200, json.dumps(dataclasses.asdict(self.services[name].figures)))
        else:
            self.reply(404, "{}")

    def do_PUT(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        name = self.service()
        if not name:
            return self.reply(404, "{}")
        try:
            with self.lock:
                self.services.setdefault(name, Service()).set(json.loads(body))
        except (ValueError, TypeError) as error:
            return self.reply(400, json.dumps({"error": str(error)}))
        self.reply(200, "{}")

    def service(self):
        return self.path.removeprefix("/services/") if self.path.startswith("/services/") else None

    def exposition(self):
        families = {}
        with self.lock:
            for name, service in self.services.items():
                for family, kind, line in service.lines(name):
                    families.setdefault((family, kind), []).append(line)
        return "".join(f"# TYPE {family} {kind}\n" + "".join(f"{line}\n" for line in lines)
                       for (family, kind), lines in families.items())

    def reply(self, status, text, kind="application/json"):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Requests).serve_forever()
