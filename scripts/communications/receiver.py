"""A web server that counts what it takes, and the moods in which it does not."""

import collections
import http.server
import json
import threading
import time


class Receiver(http.server.ThreadingHTTPServer):
    """Counts messages by the key that tells repetitions; `/moody` first turns each one away, in three ways."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.seen = collections.Counter()
        self.turned_away = collections.Counter()
        self.guard = threading.Lock()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def url(self, path):
        return f"http://127.0.0.1:{self.server_address[1]}/{path}"

    def answer(self, path, name):
        """Status and fields for a message."""
        with self.guard:
            if path == "/moody" and not self.turned_away[name]:
                self.turned_away[name] += 1
                return [(400, {}), (429, {"Retry-After": "99"}), (503, {"Retry-After": "99"})][len(self.turned_away) % 3]
            self.seen[name] += 1
            return 200, {}

    def arrived(self):
        """The messages that were taken, by name and channel, each once."""
        with self.guard:
            twice = {name: count for name, count in self.seen.items() if count > 1}
            assert not twice, f"arrived more than once: {twice}"
            return set(self.seen)


class Answer(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        status, fields = self.server.answer(self.path, body["id"])
        time.sleep(0.01)
        try:
            self.send_response(status)
            for name, value in {**fields, "Content-Length": "2"}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(b"ok")
        except (BrokenPipeError, ConnectionResetError):
            pass  # The sender was killed meanwhile.

    def log_message(self, *_):
        pass
