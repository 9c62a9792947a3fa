"""Programs that run beside a scenario, each with a log, and none left behind."""

import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def ask(url, body=None, method=None, timeout=5):
    """The status and text of an answer; 0 and why where there is none."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError as error:
        return 0, str(error)


def eventually(what, test, seconds=10, pause=0.02):
    """Waits until `test` gives something, and says how long that took."""
    start = time.monotonic()
    while True:
        found = test()
        if found:
            return found, time.monotonic() - start
        if time.monotonic() - start > seconds:
            raise AssertionError(f"not within {seconds} s: {what}")
        time.sleep(pause)


class Program:
    """A process of its own group, whose output is in `log`."""

    def __init__(self, command, log, **options):
        self.command, self.log, self.options = [str(part) for part in command], log, options
        self.start()

    def start(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stdout=log,
                                            stderr=subprocess.STDOUT, start_new_session=True, **self.options)

    @property
    def runs(self):
        return self.process.poll() is None

    def signal(self, number):
        if self.runs:
            os.killpg(self.process.pid, number)

    def freeze(self):
        self.signal(signal.SIGSTOP)

    def thaw(self):
        self.signal(signal.SIGCONT)

    def kill(self):
        self.signal(signal.SIGKILL)
        self.process.wait()

    def stop(self, seconds=5):
        """Asks it to stop; its exit code, or None where it had to be killed after so long."""
        if self.runs:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            return None

    def lines(self):
        with open(self.log, encoding="utf-8", errors="replace") as log:
            return log.readlines()

    def tail(self, count=15):
        return "".join(self.lines()[-count:])


class Service(Program):
    """service.py, whose figures are set by name."""

    def __init__(self, python, folder):
        self.url = f"http://127.0.0.1:{(port := free_port())}"
        self.port = port
        script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "service.py")
        super().__init__([python, script, port], os.path.join(folder, "service.log"))
        eventually("the service answers", lambda: ask(f"{self.url}/metrics")[0] == 200)

    def set(self, name, **figures):
        status, text = ask(f"{self.url}/services/{name}", figures, "PUT")
        assert status == 200, (status, text)


class Prometheus(Program):
    """Prometheus with a folder and a port of its own, looking at the service once a second."""

    def __init__(self, program, folder, service_port):
        self.folder = folder
        os.makedirs(folder, exist_ok=True)
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        configuration = os.path.join(folder, "prometheus.yml")
        with open(configuration, "w", encoding="utf-8") as file:
            json.dump({  # JSON is YAML.
                "global": {"scrape_interval": "1s", "scrape_timeout": "900ms", "evaluation_interval": "1s"},
                "scrape_configs": [{
                    "job_name": "service", "static_configs": [{"targets": [f"127.0.0.1:{service_port}"]}],
                }],
            }, file)
        super().__init__([program, f"--config.file={configuration}", f"--storage.tsdb.path={folder}/data",
                          f"--web.listen-address=127.0.0.1:{port}", "--log.level=warn"],
                         os.path.join(folder, "prometheus.log"))
        self.wait()

    def wait(self):
        """Until it answers and has looked at the service, which it begins with after some seconds."""
        eventually("Prometheus is ready", lambda: self.runs and ask(f"{self.url}/-/ready")[0] == 200, 60)
        eventually("Prometheus reaches the service", lambda: self.value("max_over_time(up[1s])") == 1, 60)

    def again(self):
        """Starts it once more on what it has stored."""
        self.start()
        self.wait()

    def query(self, query):
        """The answer to an instant query, as it stands."""
        status, text = ask(f"{self.url}/api/v1/query?" + urllib.parse.urlencode({"query": query}))
        assert status, text
        return status, json.loads(text)

    def value(self, query):
        """The only value of a query; None where there is none, or it is not a number."""
        status, answer = self.query(query)
        assert status == 200 and answer["status"] == "success", answer
        found = answer["data"]["result"]
        assert len(found) < 2, answer
        value = float(found[0]["value"][1]) if found else None
        return None if value is None or value != value else value

    def values(self, query, seconds):
        """The values of the only series of a query over the last seconds, one for each, without those that are none."""
        now = time.time()
        fields = {"query": query, "start": now - seconds + 1, "end": now, "step": 1}
        status, text = ask(f"{self.url}/api/v1/query_range?" + urllib.parse.urlencode(fields))
        assert status == 200, text
        found = json.loads(text)["data"]["result"]
        assert len(found) < 2, text
        values = [float(value) for _, value in found[0]["values"]] if found else []
        return [value for value in values if value == value]
