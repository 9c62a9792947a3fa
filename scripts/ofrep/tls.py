"""TLS with a certificate of our own: tls.py URL CERTIFICATE SECRET ENV FLAG"""

import http.client
import socket
import ssl
import sys
import warnings

from client import Client

url, certificate, secret, environment, flag = sys.argv[1:]
client = Client(url, secret, certificate)
connection = client.connect()
for _ in range(3):
    assert client.evaluate(flag, {"targetingKey": "user-1"}, environment, over=connection).status == 200
version = connection.sock.version()
assert version in ("TLSv1.2", "TLSv1.3"), version
assert client.evaluate_all({"targetingKey": "user-1"}, environment, over=connection).status == 200

try:
    Client(url, secret).ask("GET", "/healthz")
    raise AssertionError("a certificate was trusted that nobody vouched for")
except ssl.SSLCertVerificationError:
    pass
try:
    Client(url.replace("https:", "http:"), secret).ask("GET", "/healthz")
    raise AssertionError("plain HTTP was answered where TLS is spoken")
except (http.client.HTTPException, OSError):
    pass
warnings.simplefilter("ignore", DeprecationWarning)
old = ssl.create_default_context(cafile=certificate)
old.minimum_version, old.maximum_version = ssl.TLSVersion.MINIMUM_SUPPORTED, ssl.TLSVersion.TLSv1_1
old.set_ciphers("ALL:@SECLEVEL=0")
try:
    with socket.create_connection((client.address.hostname, client.address.port)) as plain:
        old.wrap_socket(plain, server_hostname=client.address.hostname)
    raise AssertionError("TLS 1.1 was accepted")
except ssl.SSLError as error:
    assert "ALERT_PROTOCOL_VERSION" in str(error), error
assert client.ask("GET", "/healthz").status == 200
print(f"{version}; TLS 1.1, plain HTTP and an untrusted certificate come to nothing")
