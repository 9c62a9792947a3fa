"""Requests that are too large: limits.py URL SECRET ENV FLAG"""

import sys

from client import FLAGS, Client, below
from raw import Raw

url, secret, environment, flag = sys.argv[1:]
single, bulk = f"{below(environment)}{FLAGS}/{flag}", below(environment) + FLAGS
LARGEST = 256 << 10
start, end = b'{"context":{"targetingKey":"user-1","x":"', b'"}}'
count = 0


def body(size):
    return start + b"g" * (size - len(start) - len(end)) + end


def chunked(content):
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in
                    (content[at:at + 16_000] for at in range(0, len(content), 16_000))) + b"0\r\n\r\n"


def expect(name, statuses, send, ends):
    """One of the statuses, then the end of the connection or the next answer."""
    global count
    connection = Raw(url)
    try:
        send(connection)
    except ConnectionError:
        pass  # The server has refused it before all was sent.
    try:
        answer = connection.answer()
    except ConnectionError:
        raise AssertionError(f"{name}: reset before the answer") from None
    assert answer.status in statuses, (name, answer.status, answer.body)
    if ends:
        connection.end(16)
    else:
        connection.send(b"GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n")
        assert connection.answer().status == 200, name
        connection.close()
    count += 1


def repeated(fields):
    return lambda connection: connection.post(single, secret, body(100), *fields)


# After a request for all flags that came whole in the end the connection may go on.
for path in (single, bulk):
    expect("as large as may be", [200], lambda c: c.post(path, secret, body(LARGEST)), False)
    expect("as large as may be, in chunks", [200], lambda c: c.post(
        path, secret, chunked(body(LARGEST)), "Transfer-Encoding: chunked", length=False), False)
    expect("a byte larger", [413], lambda c: c.post(path, secret, body(LARGEST + 1)), path == single)
    expect("much larger", [413], lambda c: c.post(path, secret, body(20 << 20)), path == single)
    expect("much larger, in chunks", [413], lambda c: c.post(
        path, secret, chunked(body(20 << 20)), "Transfer-Encoding: chunked", length=False), path == single)
    expect("said to be much larger", [413], lambda c: c.post(path, secret, b"{" * (LARGEST + 9), length=1 << 40), True)
    expect("a length past all numbers", [400], lambda c: c.post(path, secret, b"", length=10**30), True)
expect("100 fields", [200], repeated([f"X-{n}: y" for n in range(95)]), False)
expect("101 fields", [400, 431], repeated([f"X-{n}: y" for n in range(97)]), True)
expect("10,000 fields", [400, 431], repeated([f"X-{n}: y" for n in range(10_000)]), True)
expect("a head of 15 KiB", [200], repeated([f"X-A: {'y' * (15 << 10)}"]), False)
expect("a field of 17 KiB", [400, 431], repeated([f"X-A: {'y' * (17 << 10)}"]), True)
expect("four fields of 5 KiB", [400, 431], repeated([f"X-{n}: {'y' * (5 << 10)}" for n in range(4)]), True)
expect("a name of 17 KiB", [400, 431], repeated([f"{'y' * (17 << 10)}: a"]), True)
expect("a field of 20 MiB", [400, 431], repeated([f"X-A: {'y' * (20 << 20)}"]), True)
expect("a key of 17 KiB", [400, 414, 431], lambda c: c.post(single + "k" * (17 << 10), secret, body(99)), True)
assert Client(url, secret).evaluate(flag, {"targetingKey": "user-1"}, environment).status == 200
print(f"{count} requests at and past the limits of body, head and fields")
