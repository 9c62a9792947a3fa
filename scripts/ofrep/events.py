"""Reads an event stream (https://html.spec.whatwg.org/multipage/server-sent-events.html)."""

import json
import queue
import threading
import time


class Events:
    """Events as `(id, type, data, time of arrival)` from the moment that the server answered."""

    def __init__(self, client, path):
        self.queue = queue.Queue()
        self.hasEnded = threading.Event()
        self.connection = client.connect(timeout=60)
        self.connection.request("GET", path)
        self.response = self.connection.getresponse()
        assert self.response.status == 200, self.response.read()
        assert self.response.getheader("content-type") == "text/event-stream"
        assert self.response.readline() == b"retry: 1000\n"
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        fields = {}
        for line in self.response:
            line = line.decode().rstrip("\n")
            if line.startswith(":"):
                continue
            if line:
                name, _, value = line.partition(": ")
                fields[name] = value
            elif fields:
                if "data" in fields:
                    self.queue.put((fields["id"], fields["event"], json.loads(fields["data"]), time.monotonic()))
                fields = {}
        self.hasEnded.set()

    def next(self, seconds=10):
        return self.queue.get(timeout=seconds)
