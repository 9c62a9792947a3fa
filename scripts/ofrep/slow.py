"""Clients that take their time, while others ask: slow.py URL SECRET ENV FLAG

A request's time is 10 s, and a connection is looked at every 2 s.
"""

import asyncio
import sys
import time
import urllib.parse

from client import FLAGS, below

url, secret, environment, flag = sys.argv[1:]
address = urllib.parse.urlsplit(url)
EACH, EARLIEST, LATEST = 25, 8, 30
fields = f"Host: h\r\nX-API-Key: {secret}\r\n"
single, bulk = f"{below(environment)}{FLAGS}/{flag}", below(environment) + FLAGS
body = b'{"context": {"targetingKey": "slow-geheimnis"}}'
# What is sent at once, and what then comes byte by byte.
kinds = {
    "says nothing": (b"", b""),
    "stops in the head": (f"POST {single} HTTP/1.1\r\nHost".encode(), b""),
    "head byte by byte": (b"", f"POST {single} HTTP/1.1\r\n{fields}X-Filler: {'x' * 200}".encode()),
    "stops in the body": (f"POST {single} HTTP/1.1\r\n{fields}Content-Length: 50\r\n\r\n".encode() + body[:9], b""),
    "body byte by byte": (f"POST {single} HTTP/1.1\r\n{fields}Content-Length: 900\r\n\r\n".encode(), body + b" " * 200),
    "body for all flags byte by byte":
        (f"POST {bulk} HTTP/1.1\r\n{fields}Content-Length: 900\r\n\r\n".encode(), body + b" " * 200),
    "chunks of one byte":
        (f"POST {bulk} HTTP/1.1\r\n{fields}Transfer-Encoding: chunked\r\n\r\n".encode(), b"1\r\n \r\n" * 100),
}


async def slow(name):
    at_once, trickle = kinds[name]
    start = time.monotonic()
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    closed = asyncio.create_task(reader.read())
    try:
        writer.write(at_once)
        for byte in trickle:
            if closed.done():
                break
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.wait([closed], timeout=0.2)
        await asyncio.wait_for(closed, LATEST + 2)
    except ConnectionError:
        pass
    writer.close()
    took = time.monotonic() - start
    assert EARLIEST <= took <= LATEST, f"{name}: closed after {took:.1f} s"
    assert closed.exception() or b" 200 " not in closed.result(), (name, closed.result())
    return took


async def quick(until):
    """Somebody else's requests meanwhile, a new connection for each."""
    times = []
    while not until.is_set():
        start = time.monotonic()
        reader, writer = await asyncio.open_connection(address.hostname, address.port)
        writer.write(f"POST {single} HTTP/1.1\r\n{fields}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
                     .encode() + body)
        answer = await reader.read()
        assert answer.startswith(b"HTTP/1.1 200 "), answer
        writer.close()
        times.append(time.monotonic() - start)
        await asyncio.sleep(0.05)
    return times


async def main():
    done = asyncio.Event()
    others = asyncio.create_task(quick(done))
    took = await asyncio.gather(*(slow(name) for name in kinds for _ in range(EACH)))
    done.set()
    times = await others
    assert len(times) > 50 and max(times) < 10, f"others waited for up to {max(times):.1f} s"
    print(f"{len(took)} slow clients in {len(kinds)} ways, closed after {min(took):.1f} to {max(took):.1f} s; "
          f"{len(times)} requests of others meanwhile, the slowest {max(times) * 1000:.0f} ms")


asyncio.run(main())
