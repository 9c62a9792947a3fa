"""A Prometheus that is none: healthy figures for every question; below /slack/ a Slack that is none. Prints its port."""

import http.server
import json
import sys
import urllib.parse


class Answers(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def answer(self, value):
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.answer({})

    def do_POST(self):
        if self.path.startswith("/slack/"):
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")
            return
        fields = urllib.parse.parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        query, start, end = fields["query"][0], float(fields["start"][0]), float(fields["end"][0])
        step = float(fields["step"][0].rstrip("s"))
        figure = next((value for word, value in [("5..", 0.02), ("duration", 118), ("memory", 312)] if word in query), 0)
        count = int((end - start) / step) + 1
        values = [[start + step * number, str(figure)] for number in range(count)]
        self.answer({"status": "success",
                     "data": {"resultType": "matrix", "result": [{"metric": {}, "values": values}] if values else []}})


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
print(server.server_port)
sys.stdout.flush()
server.serve_forever()
