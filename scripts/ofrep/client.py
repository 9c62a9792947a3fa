"""A plain HTTP client of one server, one connection for each request unless told otherwise."""

import http.client
import json
import ssl
import time
import urllib.parse

FLAGS = "/ofrep/v1/evaluate/flags"


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = response.read()

    @property
    def json(self):
        return json.loads(self.body)


class Client:
    """`secret` is an API key; `certificate` a file that the server's certificate is trusted by."""

    def __init__(self, url, secret=None, certificate=None):
        self.address = urllib.parse.urlsplit(url)
        self.secret = secret
        self.tls = ssl.create_default_context(cafile=certificate) if self.address.scheme == "https" else None

    def connect(self, timeout=10):
        host, port = self.address.hostname, self.address.port
        if self.tls:
            return http.client.HTTPSConnection(host, port, timeout=timeout, context=self.tls)
        return http.client.HTTPConnection(host, port, timeout=timeout)

    def ask(self, method, path, body=None, over=None, **headers):
        """Sends a request; `headers` in Python's spelling, `body` bytes or what JSON can say."""
        fields = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.secret:
            fields.setdefault("X-API-Key", self.secret)
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
        if body is not None:
            fields.setdefault("Content-Type", "application/json")
        connection = over or self.connect()
        try:
            connection.request(method, path, body, fields)
            return Answer(connection.getresponse())
        finally:
            if not over:
                connection.close()

    def evaluate(self, key, context, environment=None, **more):
        path = f"{below(environment)}{FLAGS}/{urllib.parse.quote(key, safe='')}"
        return self.ask("POST", path, {"context": context}, **more)

    def evaluate_all(self, context, environment=None, **more):
        return self.ask("POST", below(environment) + FLAGS, {"context": context}, **more)


def below(environment):
    return f"/environments/{environment}" if environment else ""


def eventually(what, test, seconds=10):
    """Waits until `test` gives something, and says how long that took."""
    start = time.monotonic()
    while time.monotonic() - start < seconds:
        found = test()
        if found:
            return found, time.monotonic() - start
        time.sleep(0.01)
    raise AssertionError(f"not within {seconds} s: {what}")
