"""What an application sees: OpenFeature's OFREP provider, asked again and again for some users."""

import threading
import time

from documents import ENVIRONMENT, FLAG

try:
    from openfeature import api
    from openfeature.contrib.provider.ofrep import OFREPProvider
    from openfeature.evaluation_context import EvaluationContext
except ImportError:
    api = None
from processes import ask, eventually

PAUSE = 0.02


def provider(url, secret, name):
    """Gives a function from a context to the flag's value, and what it asks with."""
    base = f"{url}/environments/{ENVIRONMENT}"
    if api is None:
        import json
        import urllib.request

        def plain(context):
            request = urllib.request.Request(
                f"{base}/ofrep/v1/evaluate/flags/{FLAG}", json.dumps({"context": context}).encode(),
                {"Content-Type": "application/json", "X-API-Key": secret})
            with urllib.request.urlopen(request, timeout=5) as answer:
                return json.load(answer)["value"]
        return plain
    api.set_provider(OFREPProvider(base, headers_factory=lambda: {"Authorization": f"Bearer {secret}"}), name)
    client = api.get_client(name)

    def evaluate(context):
        details = client.get_boolean_details(FLAG, False, EvaluationContext(attributes=context))
        if details.error_code:
            raise AssertionError(f"no answer for {context}: {details.error_code} {details.error_message}")
        return details.value
    return evaluate


class Viewer:
    """Users by name and context; `changes` has each moment in which one of them got another value."""

    def __init__(self, url, secret, name, users):
        self.evaluate, self.users = provider(url, secret, name), users
        self.values = {name: self.evaluate(context) for name, context in users.items()}
        self.changes, self.failure, self.ends = [], None, False
        self.thread = threading.Thread(target=self.look, daemon=True)
        self.thread.start()

    def look(self):
        try:
            while not self.ends:
                for name, context in self.users.items():
                    value = self.evaluate(context)
                    if value != self.values[name]:
                        self.values[name] = value
                        self.changes.append((time.monotonic(), name, value))
                time.sleep(PAUSE)
        except Exception as error:
            self.failure = error

    def until(self, name, value, seconds=10):
        """The moment from which the user has the value."""
        def has():
            assert self.failure is None, self.failure
            return self.values[name] == value
        eventually(f"{name} gets {value}", has, seconds)
        return next((moment for moment, who, _ in reversed(self.changes) if who == name), None)

    def since(self, moment):
        return [(name, value) for at, name, value in self.changes if at >= moment]

    def stop(self):
        self.ends = True
        self.thread.join(5)
        assert self.failure is None, self.failure


class Breach(threading.Thread):
    """The moment from which a look at Prometheus finds a metric beyond its limit on the average of a window.

    `first` is when its newest value was, before the average.
    """

    def __init__(self, prometheus, query, limit, seconds=3):
        super().__init__(daemon=True)
        self.prometheus, self.query, self.limit, self.window = prometheus, query, limit, seconds
        self.first = self.moment = self.failure = None
        self.start()

    def run(self):
        try:
            while self.moment is None:
                values = self.prometheus.values(self.query, self.window)
                if self.first is None and values and values[-1] > self.limit:
                    self.first = time.monotonic()
                if values and sum(values) / len(values) > self.limit:
                    self.moment = time.monotonic()
                time.sleep(PAUSE)
        except Exception as error:
            self.failure = error

    def wait(self, seconds=20):
        self.join(seconds)
        assert self.failure is None, self.failure
        assert self.moment is not None, f"Prometheus answered nothing above {self.limit} within {seconds} s"
        return self.moment
