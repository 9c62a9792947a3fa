"""Asks a server to stop while a request and an event stream are open: stop.py PID URL SECRET ENV FLAG"""

import json
import os
import signal
import socket
import sys
import time

from client import FLAGS, Client, below
from events import Events
from raw import Raw

pid, url, secret, environment, flag = sys.argv[1:]
client = Client(url, secret)
context = {"targetingKey": "user-1"}
path = client.evaluate_all(context, environment).json["eventStreams"][0]["endpoint"]["requestUri"]
events = Events(Client(url), path)
idle = Raw(url)
idle.send(b"GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n")
assert idle.answer().status == 200

body = json.dumps({"context": context}).encode()
single, all = Raw(url), Raw(url)
for request, target in ((single, f"{FLAGS}/{flag}"), (all, FLAGS)):
    request.post(below(environment) + target, secret, body[:5], length=len(body))
time.sleep(0.2)
start = time.monotonic()
os.kill(int(pid), signal.SIGTERM)
time.sleep(0.5)
for request in (single, all):
    request.send(body[5:])
    answer = request.answer()
    assert answer.status == 200, (answer.status, answer.body)
    request.end(15)
idle.end(15)
assert events.hasEnded.wait(15) and events.queue.empty(), "the event stream did not end"
try:
    socket.create_connection((client.address.hostname, client.address.port), timeout=1).close()
    raise AssertionError("it still takes connections")
except ConnectionRefusedError:
    pass
print(f"two requests that were under way were answered, streams and idle connections ended, after "
      f"{time.monotonic() - start:.1f} s")
