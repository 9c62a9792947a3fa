"""The servers that are measured: flagctl, and nginx as its floor."""

import http.client
import json
import pathlib
import re
import socket
import subprocess
import time

HERE = pathlib.Path(__file__).parent


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A child process that listens on a port of this machine, until the `with` ends."""

    def __init__(self, port, command, ready, log):
        self.port = port
        with open(log, "wb") as errors:
            start = time.perf_counter()
            self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)
        try:
            self.wait(ready, log)
        except BaseException:
            self.process.kill()
            raise
        self.start = time.perf_counter() - start

    def wait(self, path, log, limit=60):
        """Asks until the answer is 200."""
        deadline = time.perf_counter() + limit
        while time.perf_counter() < deadline:
            if self.process.poll() is not None:
                raise SystemExit(f"serve: the server ended: {pathlib.Path(log).read_text().strip()}")
            try:
                if self.ask("GET", path)[0] == 200:
                    return
            except OSError:
                time.sleep(0.001)
        raise SystemExit(f"serve: no answer from {path} within {limit} s")

    def ask(self, method, path, body=None, headers={}):
        """Status, header fields and bytes of one answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            return response.status, response.headers, response.read()
        finally:
            connection.close()

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    @property
    def peak(self):
        """The most resident memory it ever had, in bytes."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"^VmHWM:\s*(\d+) kB", status, re.MULTILINE)[1]) * 1024

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Flagctl(Server):
    """`flagctl serve`, asked with an API key of production."""

    def __init__(self, program, repository, *options):
        self.headers = {"Authorization": f"Bearer {self.secret(program, repository)}"}
        port = free_port()
        super().__init__(
            port, [program, "-C", repository, "serve", "--port", str(port), *options], "/readyz", f"{repository}.log"
        )

    @staticmethod
    def secret(program, repository):
        file = pathlib.Path(f"{repository}.secret")
        if not file.exists():
            command = [program, "-C", repository, "serve", "key", "create", "bench", "-e", "production"]
            made = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
            file.write_text(made.stdout.splitlines()[0])
        return file.read_text()

    def post(self, path, context, headers={}):
        return self.ask("POST", path, json.dumps({"context": context}), self.headers | headers)

    def metrics(self):
        """What it counted: numbers by sample, as `name{label="value"}`."""
        lines = self.ask("GET", "/metrics")[2].decode().splitlines()
        samples = (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
        return {name: float(value) for name, value in samples}


class Nginx(Server):
    """nginx with one file, `/answer`."""

    def __init__(self, root, answer):
        files = pathlib.Path(root) / "files"
        files.mkdir(parents=True)
        (files / "answer").write_bytes(answer)
        port = free_port()
        template = (HERE.parent / "baseline/nginx.conf.in").read_text()
        configuration = pathlib.Path(root) / "nginx.conf"
        configuration.write_text(template.replace("@PORT@", str(port)).replace("@ROOT@", str(root)))
        command = ["nginx", "-p", root, "-c", str(configuration), "-g", "daemon off;"]
        super().__init__(port, command, "/answer", f"{root}/nginx.errors")
