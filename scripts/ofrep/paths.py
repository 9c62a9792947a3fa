"""Keys and environments that are hard to write in a path: paths.py URL SECRET ENV FLAG"""

import http.client
import json
import sys

from client import FLAGS, Client, below

url, secret, environment, flag = sys.argv[1:]
client = Client(url, secret)
connection = client.connect()
body = b'{"context":{"targetingKey":"paths-geheimnis"}}'
count = 0


def ask(path, *wanted, method="POST"):
    global count
    connection.putrequest(method, path, skip_accept_encoding=True)
    for name, value in (("X-API-Key", secret), ("Content-Length", len(body))):
        connection.putheader(name, value)
    connection.endheaders(body)
    response = connection.getresponse()
    content = response.read()
    assert response.status in wanted, (path, response.status, content)
    count += 1
    return json.loads(content)


# Not of http.client's opinion what a path may have in it.
connection._validate_path = lambda path: None
connection._encode_request = lambda request: request.encode("latin-1")

single = below(environment) + FLAGS + "/"
assert ask(single + flag, 200)["key"] == flag
assert ask(single + "".join(f"%{byte:02x}" for byte in flag.encode()), 200)["key"] == flag
for written, key in {
    "a%2Fb": "a/b", "a%3Fb": "a?b", "..": "..", "%2e%2e": "..", "%2E%2E%2F%2e%2e": "../..", "a%00b": "a\0b",
    "%00": "\0",
    "%0d%0aX-Injected:%20y": "\r\nX-Injected: y", "%22": '"', "%5C": "\\", "%e2%82%ac": "€", "%f0%9f%98%80": "😀",
    "a+b": "a+b", "a%25b": "a%b", "a%2525b": "a%25b", flag + "%00": flag + "\0", flag + "%20": flag + " ",
    "%EF%BB%BF": "\ufeff",
    flag.upper(): flag.upper(), "x" * 9000: "x" * 9000, "a;b=c": "a;b=c", "%7F": "\x7f", "$(id)": "$(id)",
    "e%CC%81": "e\u0301",
}.items():
    answer = ask(single + written, 404)
    assert (answer["key"], answer["errorCode"]) == (key, "FLAG_NOT_FOUND"), (written, answer)
for written in ("%zz", "a%", "a%2", "%", "%%", "%2g", "%ff", "%c0%af", "%c0%80", "%ed%a0%80", "%f4%90%80%80", "%-1"):
    assert ask(single + written, 400)["errorDetails"], written
    assert ask(f"/environments/{written}{FLAGS}/{flag}", 400)["errorDetails"], written
assert ask(single + "a?b=%zz&%ff", 404)["key"] == "a"
for path in (
    single, single + "a/b", single + "../flags", single + flag + "/", "/" + single + flag, "/", "//", "/ofrep",
    "/ofrep/v1",
    "/ofrep/v2/evaluate/flags", "/ofrep/v1/evaluate", "/environments", "/environments/", f"/environments/{environment}",
    "/environments//ofrep/v1/evaluate/flagz", f"/environments/{environment}/healthz",
    f"/environments/{environment}/refresh",
    "/../../etc/passwd", "/.git/config", "/flagd/../flagd/flags.json", "/healthz/", "/HEALTHZ", "/%68ealthz",
    "/environments/" * 900, "/" * 9000,
):
    ask(path, 404)
for name in ("nowhere", "..", "%2e%2e", "%00", "a%2Fb", "", "*", environment.upper(), environment + "%20", "x" * 9000):
    ask(f"/environments/{name}{FLAGS}", 403)
for method in ("GET", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "PROPFIND", "QUERY"):
    assert "POST" in ask(single + flag, 405, method=method)["errorDetails"]
    ask(below(environment) + FLAGS, 405, method=method)
for method in ("POST", "PUT", "DELETE"):
    ask("/healthz", 405, method=method)
assert client.ask("PUT", single + flag).headers["allow"] == "POST"
print(f"{count} paths and methods, each with its status")
