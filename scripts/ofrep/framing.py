"""Unusual and broken HTTP: framing.py URL SECRET ENV FLAG"""

import json
import socket
import struct
import sys

from client import FLAGS, Client, below
from raw import Raw

url, secret, environment, flag = sys.argv[1:]
single, bulk = f"{below(environment)}{FLAGS}/{flag}", below(environment) + FLAGS
body = b'{"context":{"targetingKey":"framing-geheimnis"}}'
right = Client(url, secret).evaluate(flag, {"targetingKey": "framing-geheimnis"}, environment).body
HEALTH = b"GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n"
count = 0


def exchange(name, send, *expected, ends=True):
    """Answers with these statuses (or bodies) in this order, then the end."""
    global count
    connection = Raw(url)
    send(connection)
    for wanted in expected:
        answer = connection.answer()
        found = answer.body if isinstance(wanted, bytes) else answer.status
        assert found == wanted, (name, wanted, answer.status, answer.body)
    if ends:
        connection.end(5)
    else:
        connection.send(HEALTH)
        assert connection.answer().status == 200, name
        connection.close()
    count += 1


def post(path, *fields, close=True, content=body, **more):
    def send(connection):
        connection.post(path, secret, content, *fields, **more)
        if close:
            connection.half_close()
    return send


def raw(content, close=False):
    def send(connection):
        connection.send(content)
        if close:
            connection.half_close()
    return send


# Half-closed connections are answered, then closed; what came only in part is not answered as if it were whole.
exchange("half-closed", post(single), right)
exchange("half-closed, all flags", post(bulk), 200)
exchange("half-closed, no request", raw(b"", True))
for path in (single, bulk):
    connection = Raw(url)
    connection.post(path, secret, body[:9], length=len(body))
    connection.half_close()
    try:
        answer = connection.answer()
        assert answer.status == 400, (answer.status, answer.body)
        connection.end(5)
    except (EOFError, ConnectionError):
        pass
    count += 1

# Pipelined requests are answered in order.
connection = Raw(url)
for _ in range(50):
    connection.post(single, secret, body)
    connection.send(HEALTH)
    connection.post(bulk, secret, body)
    connection.post(single + "-no", secret, body)
    connection.send(b"GET /nothing HTTP/1.1\r\nHost: h\r\n\r\n")
connection.half_close()
for _ in range(50):
    assert connection.answer().body == right
    assert json.loads(connection.answer().body) == {"status": "alive"}
    assert len(json.loads(connection.answer().body)["flags"]) > 1
    assert json.loads(connection.answer().body)["errorCode"] == "FLAG_NOT_FOUND"
    assert connection.answer().status == 404
connection.end(5)
count += 1

# What HTTP allows.
for path, wanted in ((single, right), (bulk, 200)):
    exchange("HTTP/1.0", post(path, version="1.0", close=False), wanted)
    exchange("Connection: close", post(path, "Connection: close", close=False), wanted)
    exchange("in chunks", post(path, "Transfer-Encoding: chunked", length=False, close=False, content=b"5\r\n" + body[
        :5] + b"\r\n%x;a=b\r\n" % (len(body) - 5) + body[5:] + b"\r\n0\r\nX-Trailer: y\r\n\r\n"), wanted, ends=False)
    exchange("no length is no body", post(path, length=False, close=False, content=b""), 400, ends=False)
    connection = Raw(url)
    connection.post(path, secret, b"", "Expect: 100-continue", length=len(body))
    assert connection.answer().status == 100
    connection.send(body)
    answer = connection.answer()
    assert answer.status == 200 and (wanted == 200 or answer.body == wanted), answer.status
    connection.close()
    count += 1
authority = url.split("//")[1]
exchange("a proxy's target", post(f"http://{authority}{single}", close=False), right, ends=False)
exchange("a query", post(single + "?flagConfigEtag=x&a=%zz", close=False), right, ends=False)
connection = Raw(url)
connection.send(f"HEAD {single} HTTP/1.1\r\nHost: h\r\n\r\n".encode() + HEALTH)
assert connection.answer(has_body=False).status == 405
assert connection.answer().status == 200
connection.close()
count += 1
exchange("OPTIONS *", raw(b"OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n"), 404, ends=False)

# What it does not.
garbage = {
    "no HTTP": b"\x00\x01\x02\xff" * 64, "words": b"hello there\r\n\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "HTTP/0.9": b"GET /healthz\r\n\r\n", "HTTP/9.9": b"GET /healthz HTTP/9.9\r\n\r\n",
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "a field without colon": b"GET / HTTP/1.1\r\nnonsense\r\n\r\n",
    "a space before a colon": b"GET / HTTP/1.1\r\nHost : h\r\n\r\n",
    "NUL in a field": b"GET / HTTP/1.1\r\nHost: h\r\nX: a\x00b\r\n\r\n",
    "NUL in the target": b"GET /\x00 HTTP/1.1\r\nHost: h\r\n\r\n",
    "two lengths": b"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
    "a negative length": b"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -2\r\n\r\n{}",
    "a length with a plus": b"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: +2\r\n\r\n{}",
    "length and chunks":
        b"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunks of no number": f"POST {bulk} HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n".encode(),
    "chunks of a huge number":
        f"POST {single} HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n{'f' * 40}\r\n".encode(),
}
for name, content in garbage.items():
    exchange(name, raw(content, True), 400)
for number in range(50):  # Connections that are reset at once, or before their answer is read.
    connection = Raw(url)
    connection.post((single, bulk)[number % 2], secret, body if number % 3 else body[:4], length=len(body))
    connection.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()
    count += 1
assert Client(url, secret).evaluate(flag, {"targetingKey": "framing-geheimnis"}, environment).body == right
print(f"{count} connections with unusual and broken HTTP, {len(garbage)} of them garbage")
