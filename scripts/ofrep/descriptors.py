"""More connections than the server can open: descriptors.py URL SECRET ENV FLAG LIMIT

LIMIT is how many descriptors the server may have open.
"""

import sys
import time

from client import Client, eventually
from raw import Raw

url, secret, environment, flag, limit = sys.argv[1:]
client = Client(url, secret)


def answers(over=None):
    try:
        connection = over or client.connect(timeout=3)
        return client.evaluate(flag, {"targetingKey": "user-1"}, environment, over=connection).status == 200
    except OSError:
        return False


early = client.connect()
assert answers(early)
connections = [Raw(url) for _ in range(int(limit) * 2)]
time.sleep(3)  # The runtime looks after its threads every second, and needs a descriptor for that.
assert answers(early), "who was there before has no answers"
assert client.ask("GET", "/readyz", over=early).json["problems"] == []
for connection in connections:
    connection.close()
_, took = eventually("the server answers again", answers, seconds=15)
assert all(answers() for _ in range(50))
print(f"{2 * int(limit)} connections to a server with {limit} descriptors: it answers {took:.1f} s after they are gone")
