"""Clients that ask again and again and never read: greedy.py URL SECRET ENV FLAG

They send until the server stops reading; others are answered all the while, if late: what the kernel takes for a
client, some MiB, is thousands of requests, which a debug build works off in seconds.
"""

import socket
import sys
import time

from client import FLAGS, Client, below
from raw import Raw

url, secret, environment, flag = sys.argv[1:]
client = Client(url, secret)
body = b'{"context":{"targetingKey":"greedy-geheimnis"}}'
MOST = 32 << 20
sent, stopped, greedy = 0, 0, []
for number in range(3):
    path = below(environment) + FLAGS + (f"/{flag}" if number % 2 else "")
    request = (f"POST {path} HTTP/1.1\r\nHost: h\r\nX-API-Key: {secret}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
               + body) * 400
    connection = Raw(url)
    connection.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.socket.settimeout(0.25)
    mine = 0
    try:
        while mine < MOST:
            mine += connection.socket.send(request)
    except (TimeoutError, ConnectionError):
        stopped += 1
    sent += mine
    greedy.append(connection)
assert stopped == len(greedy), f"{len(greedy) - stopped} clients could send {MOST >> 20} MiB without reading"
times = []
for _ in range(15):
    start = time.monotonic()
    assert client.evaluate(flag, {"targetingKey": "user-1"}, environment).status == 200
    times.append(time.monotonic() - start)
for connection in greedy:
    connection.close()
assert max(times) < 30, f"others waited for up to {max(times):.1f} s"
print(f"{len(greedy)} clients that never read were stopped after {sent / len(greedy) / 1024:.0f} KiB of requests each; "
      f"others waited for at most {max(times) * 1000:.0f} ms")
