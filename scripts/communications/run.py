"""Senders that are killed, turned away and at work at once: run.py FLAGCTL FOLDER KILLS SCENARIO...

Each scenario is a file of this name here with `play()`, which says what it saw; no message goes out twice, and none is
lost from sight.
"""

import importlib
import random
import sys

for name in sys.argv[4:]:
    random.seed(6)
    print(f"PASS {name}: {importlib.import_module(name).play()}", flush=True)
