"""Many connections at once, each with its own context: crowd.py URL SECRET ENV CONTEXTS ANSWERS

CONTEXTS has a line for each connection, ANSWERS what `flagctl eval --all --contexts` makes of them. Every connection
is open before the first asks; each asks for one flag, for all flags, and for another flag.
"""

import asyncio
import json
import sys
import time
import urllib.parse

from client import FLAGS, below

url, secret, environment, contexts, answers = sys.argv[1:]
address = urllib.parse.urlsplit(url)
slowest = 0


def expected(answer):
    return {name: answer[name] for name in ("key", "variant", "value", "errorCode") if name in answer}


async def ask(reader, writer, path, body):
    start = time.monotonic()
    writer.write(f"POST {path} HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {secret}\r\n"
                 f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
    length = int(head.split("content-length: ")[1].split("\r\n")[0])
    result = json.loads(await reader.readexactly(length))
    global slowest
    slowest = max(slowest, time.monotonic() - start)
    return result


async def one(number, line, reply, everybody):
    flags = [expected(flag) for flag in json.loads(reply)["flags"]]
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    await everybody.wait()
    body = b'{"context": ' + line.strip().encode() + b"}"
    for index in (number, None, number // 2):
        path = below(environment) + FLAGS
        if index is None:
            found = [expected(flag) for flag in (await ask(reader, writer, path, body))["flags"]]
            assert found == flags, (line, found, flags)
        else:
            flag = flags[index % len(flags)]
            found = expected(await ask(reader, writer, f"{path}/{flag['key']}", body))
            assert found == flag, (line, found, flag)
    writer.close()


async def main():
    with open(contexts, encoding="utf-8") as lines, open(answers, encoding="utf-8") as replies:
        pairs = list(zip(lines, replies, strict=True))
    everybody = asyncio.Barrier(len(pairs))
    start = time.monotonic()
    async with asyncio.timeout(60):
        await asyncio.gather(*(one(number, *pair, everybody) for number, pair in enumerate(pairs)))
    print(f"{len(pairs)} connections at once, {3 * len(pairs)} requests, all answered as by eval in "
          f"{time.monotonic() - start:.1f} s, the slowest in {slowest:.1f} s")


asyncio.run(main())
