"""Makes a second environment of the first, with every third flag turned over: second.py FOLDER FIRST SECOND"""

import json
import os
import shutil
import sys

folder, first, second = sys.argv[1:]
source, target = (os.path.join(folder, "environments", name) for name in (first, second))
shutil.copytree(source, target)


def change(path, update):
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    update(document)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(document, file, ensure_ascii=False, indent=2)
        file.write("\n")


change(os.path.join(target, "environment.json"), lambda it: it.update(key=second, name=second, order=it["order"] + 1))
for name in sorted(os.listdir(os.path.join(target, "flags")))[::3]:
    change(os.path.join(target, "flags", name), lambda it: it.update(enabled=not it["enabled"]))
