"""Bytes over a socket, and answers read strictly."""

import http.client
import socket
import time
import urllib.parse


class RawAnswer:
    def __init__(self, file, has_body):
        line = file.readline()
        if not line:
            raise EOFError("no answer")
        version, status, *_ = line.decode().split(" ")
        assert version == "HTTP/1.1", line
        self.status = int(status)
        self.headers = {name.lower(): value for name, value in http.client.parse_headers(file).items()}
        self.body = b""
        if not has_body or self.status in (100, 304):
            return
        if "content-length" in self.headers:
            length = int(self.headers["content-length"])
            self.body = file.read(length)
            assert len(self.body) == length, "the answer is cut off"
            return
        assert self.headers.get("transfer-encoding") == "chunked", (self.status, self.headers)
        while size := int(file.readline(), 16):
            self.body += file.read(size)
            assert file.readline() == b"\r\n"
        assert file.readline() == b"\r\n"


class Raw:
    """One connection."""

    def __init__(self, url, timeout=20):
        address = urllib.parse.urlsplit(url)
        self.socket = socket.create_connection((address.hostname, address.port), timeout=timeout)
        self.file = self.socket.makefile("rb")

    def send(self, bytes):
        self.socket.sendall(bytes)

    def post(self, path, secret, body, *fields, length=None, version="1.1"):
        """Sends a request; `length` is what Content-Length says, False for no such field."""
        if length is None:
            length = len(body)
        sized = [] if length is False else [f"Content-Length: {length}"]
        head = [f"POST {path} HTTP/{version}", "Host: h", f"X-API-Key: {secret}", "Content-Type: application/json"]
        self.send("\r\n".join([*head, *sized, *fields, "", ""]).encode() + body)

    def half_close(self):
        self.socket.shutdown(socket.SHUT_WR)

    def answer(self, has_body=True):
        return RawAnswer(self.file, has_body)

    def end(self, seconds):
        """Waits for the server to close, says when it did; what comes before that must be nothing."""
        start = time.monotonic()
        self.socket.settimeout(seconds)
        try:
            rest = self.file.read(1)
        except ConnectionError:
            rest = b""
        except TimeoutError:
            raise AssertionError(f"the connection is still open after {seconds} s") from None
        assert rest == b"", f"more than one answer: {rest + self.file.read1()}"
        self.close()
        return time.monotonic() - start

    def close(self):
        self.file.close()
        self.socket.close()
