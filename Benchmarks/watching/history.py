"""Six hours of a Prometheus' data for many services, written before it starts, and the Prometheus that has them."""

import math
import os
import subprocess
import time

from processes import Program, ask, eventually, free_port

HOURS, EVERY, AHEAD = 6, 30, 1800
COUNTERS = {"requests": 200, "errors": 0.2, "sessions": 50, "crashes": 0.05, "busy_seconds": 30}


def write(folder, services):
    """OpenMetrics of the last hours and of half an hour to come, so that there is something new at each look."""
    end = int(time.time()) // EVERY * EVERY + AHEAD
    start = end - AHEAD - HOURS * 3600
    path = os.path.join(folder, "history.txt")
    with open(path, "w", encoding="utf-8") as file:
        for counter, rate in COUNTERS.items():
            file.write(f"# TYPE bench_{counter} counter\n")
            for number, service in enumerate(services):
                total = 0.0
                for moment in range(start, end, EVERY):
                    # A slow wave, so that no two windows are alike and none comes near its limit.
                    total += rate * EVERY * (1 + 0.2 * math.sin(moment / 900 + number))
                    file.write(f'bench_{counter}_total{{service="{service}"}} {total:.3f} {moment}\n')
        file.write("# EOF\n")
    return path


def prometheus(program, folder, services):
    """A Prometheus over these data."""
    data, port = os.path.join(folder, "data"), free_port()
    text = write(folder, services)
    promtool = os.path.join(os.path.dirname(program), "promtool")
    subprocess.run([promtool, "tsdb", "create-blocks-from", "openmetrics", "--quiet", text, data], check=True,
                   stdout=subprocess.DEVNULL)
    os.remove(text)
    configuration = os.path.join(folder, "prometheus.yml")
    with open(configuration, "w", encoding="utf-8") as file:
        file.write("{}\n")
    server = Program([program, f"--config.file={configuration}", f"--storage.tsdb.path={data}",
                      f"--web.listen-address=127.0.0.1:{port}", "--log.level=warn"],
                     os.path.join(folder, "prometheus.log"))
    server.url = f"http://127.0.0.1:{port}"
    try:
        eventually("Prometheus is ready", lambda: server.runs and ask(f"{server.url}/-/ready")[0] == 200, 120)
    except AssertionError:
        server.kill()
        raise
    return server
