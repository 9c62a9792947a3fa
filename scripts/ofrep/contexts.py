"""Contexts that are hard to read: contexts.py URL SECRET ENV FLAG"""

import json
import sys

from client import FLAGS, Client, below

url, secret, environment, flag = sys.argv[1:]
client = Client(url, secret)
connection = client.connect()
path = f"{below(environment)}{FLAGS}"
KEY = b'"targetingKey":"contexts-geheimnis"'
right = client.evaluate(flag, {"targetingKey": "contexts-geheimnis"}, environment).json
count = 0


def ask(content, status, code=None):
    """One flag and all of them, over the same connection."""
    global count
    result = None
    for target in (f"{path}/{flag}", path):
        answer = client.ask("POST", target, content, over=connection)
        assert answer.status == status, (content[:200], answer.status, answer.body[:300])
        if code:
            assert answer.json["errorCode"] == code, (content[:200], answer.body)
            assert answer.json["errorDetails"] and b"geheimnis" not in answer.body, answer.body
            assert ("key" in answer.json) == (target != path), answer.json
        count += 1
        result = result or answer.json
    return result


def value(text):
    return b'{"context":{' + KEY + b',"unasked":' + text + b"}}"


def nested(depth, open=b"[", close=b"]"):
    return open * depth + b"1" + close * depth


# Values of every kind are let be: a flag that does not ask for them answers as without them.
for text in (
    b"null", b"{}", b"[]", b'""', b"[null,[],{}]", b'{"a":{"b":{"c":[1,2,{"d":null}]}}}', nested(62),
    nested(62, b'{"a":', b"}"), b"1e308", b"-1e308", b"5e-324", b"9007199254740993", b"1" * 300, b"0." + b"3" * 3000,
    b"-0", b"-0.0", b"1e-400", b'"' + b"g" * 100_000 + b'"', rb'"\u0000\u001f\u007f"', b'"\xf0\x9f\x98\x80"',
    rb'"\ud83d\ude00"', b"[" + b"1," * 50_000 + b"1]",
    b"{" + b",".join(b'"k%d":%d' % (n, n) for n in range(5_000)) + b"}",
):
    found = ask(value(text), 200)
    assert found == right, (text[:100], found)
# What is no context.
for text in (b"null", b"5", b'"x"', b"[]", b"true", b"[{}]"):
    ask(b'{"context":' + text + b"}", 400, "INVALID_CONTEXT")
for key in (b"5", b"true", b"[]", b"{}", b"1e999", b"0"):
    ask(b'{"context":{"targetingKey":' + key + b"}}", 400, "INVALID_CONTEXT")
for content in (b"{}", b'{"Context":{}}', b'{"contexts":{"targetingKey":"geheimnis"}}'):
    ask(content, 400, "INVALID_CONTEXT")
# What is no JSON, or no object.
for content in (
    b"", b" ", b"null", b"5", b"[]", b'"geheimnis"', b"{", b'{"context"', b'{"context":{"geheimnis":', b"\xff\xfe{}",
    b'{"context":{}}x', b'{"context":{}}{"context":{}}', b"{'context':{}}", b'{"context":{},}',
    b"\xef\xbb\xbf\xef\xbb\xbf{}",
    value(b"NaN"), value(b"Infinity"), value(b"-Infinity"), value(b"+1"), value(b"01"), value(b"1."), value(b".5"),
    value(b"0x10"),
    value(b"1e"), value(b"--1"), value(b'"\x00"'), value(b'"\n"'), value(b'"\xff\xfe"'), value(b'"\xc0\xaf"'),
    value(b'"\xed\xa0\x80"'),
    value(rb'"\x41"'), value(rb'"\u12"'), value(rb'"\ud800"'), value(rb'"\udc00\ud800"'), value(rb'"\ud800a"'),
    value(b"tru"),
    value(b"nullx"), value(b"[1,]"), value(b"[1"), value(b"{]"), value(b'{"a" 1}'), value(b"{1:2}"), value(b"// x\n1"),
    value(nested(63)), value(nested(100)), value(nested(100, b'{"a":', b"}")), value(nested(50_000)),
    value(b"[" * 100_000), value(nested(20_000, b'{"a":', b"}")), b"[" * 200_000, b"\x00" * 100,
    b"a=b&context=geheimnis", b"<context>geheimnis</context>", bytes(range(256)) * 100,
):
    ask(content, 400, "PARSE_ERROR")
# Twice the same member.
for content in (
    b'{"context":{' + KEY + b'},"context":{}}', b'{"context":{' + KEY + b',"targetingKey":"other"}}',
    b'{"context":{' + KEY + b',"unasked":1,"unasked":2}}', b'{"context":{' + KEY + rb',"unasked":1,"unask\u0065d":2}}',
):
    ask(content, 400, "PARSE_ERROR")
# Numbers past all doubles, and what else flags ask for.
for text in (b"1e999", b"-1e999", b"1" + b"0" * 400, b"null", b"{}", b"[null,[]]", nested(60), b'""', b"-0.0"):
    for name in (b"plan", b"age", b"tags", b"version", b"account", b"address", "größe".encode()):
        ask(value(text).replace(b"unasked", name), 200)
assert client.evaluate(flag, {"targetingKey": "contexts-geheimnis"}, environment).json == right
print(f"{count} contexts and bodies, each answered or refused by its error code")
