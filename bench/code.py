"""The peer of `npm run bench -- code`: CPython's own marshal and dis. Prints JSON.

    python3 bench/code.py version            this Python, as 3.11
    python3 bench/code.py rate < payloads    payloads a second, of a JSON list of base64 that CPython itself wrote
    python3 bench/code.py large              two code objects of a megabyte, with the time that loads and dis take
"""

import base64
import dis
import io
import json
import marshal
import sys
import time

SECONDS = 2.0
SIZE = 2**20
# What functions are made of: calls, conditions, loops, handlers, comprehensions.
FUNCTION = """
def function_{0}(self, key, value=None, *rest, **options):
    if key in self.known and not options.get("again"):
        return self.known[key]
    found = [item.name for item in rest if item is not None and item.size > {0}]
    for index, item in enumerate(found):
        try:
            self.known[item] = self.make(item, index + {0}, flag=value is None)
        except (KeyError, ValueError) as error:
            self.log("%s: %r" % (item, error))
            continue
        finally:
            self.count += 1
    with self.lock:
        return {{"key": key, "found": found, "text": f"{{key}}-{{len(found)}}"}}
"""
STATEMENT = """
    if key in known and not options.get("again", {0}):
        value = known[key].name + str(value[{0}:]) * 2
    total += len(value) if value else {0}
"""


def main(how):
    if how == "version":
        print("%d.%d" % sys.version_info[:2])
    elif how == "rate":
        payloads = [base64.b64decode(text) for text in json.load(sys.stdin)]
        print(rate(payloads))
    else:
        print(json.dumps([measured("many functions", module()), measured("one function", function())]))


def rate(payloads):
    read(payloads)
    began = time.perf_counter()
    passes = 0
    while time.perf_counter() - began < SECONDS:
        read(payloads)
        passes += 1
    return passes * len(payloads) / (time.perf_counter() - began)


def read(payloads):
    for payload in payloads:
        dis.dis(marshal.loads(payload), file=io.StringIO())


def measured(what, payload):
    began = time.perf_counter()
    read([payload])
    ms = (time.perf_counter() - began) * 1000
    return {"what": what, "b64": base64.b64encode(payload).decode(), "ms": ms}


def module():
    return grown(lambda count: "".join(map(FUNCTION.format, range(count))))


def function():
    return grown(
        lambda count: "def function(key, value, known, options, total=0):"
        + "".join(map(STATEMENT.format, range(count)))
        + "    return total\n"
    )


def grown(source):
    """The code of so much source that it is marshalled to a megabyte."""
    few = len(marshal.dumps(compile(source(100), "large.py", "exec")))
    return marshal.dumps(compile(source(SIZE * 100 // few + 1), "large.py", "exec"))


main(sys.argv[1])
