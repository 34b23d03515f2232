# -*- coding: utf-8 -*-
"""Prints what this Python makes of small functions and of constants, as JSON: the fixtures of the bytecode tests.

    python3.12 scripts/opcodes/snippets.py names > src/engine/bytecode/cpython/fixtures/names-3.12.json
    python3.12 scripts/opcodes/snippets.py constants > src/engine/bytecode/cpython/fixtures/constants-3.12.json

Nothing of it is run: the functions are compiled, marshalled and disassembled.
"""
from __future__ import print_function, unicode_literals

import base64
import dis
import io
import json
import marshal
import sys

NAMES = {
    "attribute_chain": "def f(x):\n return tf.io.write_file('/tmp/x', x)\n",
    "keywords": "def f(x):\n import subprocess\n return subprocess.run(['sh', '-c', 'id'], shell=True, env=x)\n",
    "alias": "def f(x):\n from os import system as s\n t = s\n t('id')\n return x\n",
    "local_command": "def f(x):\n import os\n c = 'id'\n os.system(c)\n return x\n",
    "branches": "def f(x):\n import os\n g = print_ if x else os.system\n return g('id')\n",
    "nested": "def f(x):\n import os\n return (lambda: os.system('id'))()\n",
    "global_alias": "def f(x):\n global q\n import os as q\n def g():\n  q.system('id')\n return g\n",
    "getattr": "def f(x):\n return getattr(__import__('os'), 'system')('id')\n",
    "import_module": "def f(x):\n import importlib\n importlib.import_module('os.path').join('a')\n return x\n",
    "modules": "def f(x):\n import sys\n return sys.modules['os'].system('id')\n",
    "globals_of_method": "def f(x):\n return x.__init__.__globals__['sys'].modules['os'].system('id')\n",
    "builtins": "def f(x):\n return __builtins__['eval']('1')\n",
    "dict": "def f(x):\n import os\n return os.__dict__['system']('id')\n",
    "subscript": "def f(x):\n return x[0].data['k'].load()\n",
    "manager": "def f(x):\n with open('/tmp/x', 'wb') as h:\n  h.write(x)\n",
    "handler": "def f(x):\n try:\n  import os\n except ImportError:\n  os = None\n else:\n  os.system('id')\n return x\n",
    "joined": "def f(x):\n a = 'o'\n return __import__(a + 's').system('id')\n",
    "stored": "def f(x):\n x.y.z = 1\n del x.w\n",
    "stars": "def f(x):\n from os.path import *\n" if sys.version_info[0] == 2 else "from os.path import *\n",
    "deep_import": "def f(x):\n import os.path as p\n return p.join(x)\n",
    "unpacked": "def f(x):\n import os\n return os.execv(*['/bin/sh', 'sh'])\n",
    "super": "def f(x):\n class C(object):\n  def m(self):\n   return super(C, self).m()\n return C\n",
    "relative": "def f(x):\n from . import secret\n return secret.run()\n",
    "loop": "def f(x):\n g = print_\n for i in x:\n  g(i)\n  g = __import__('os').system\n",
    "exec": "def f(x):\n exec('1')\n",
    "pair": "def f(x):\n a, b = x\n return b\n",
    "long_arguments": "def f(x):\n return x" + "".join(".a%d" % n for n in range(258)) + "\n",
}

CONSTANTS = [
    "0", "-1", "2**31", "-2**31-1", "2**62", "2**63", "-2**70", "10**40", "True", "False", "None", "Ellipsis",
    "0.0", "-0.0", "1.0", "1.5", "1e15", "1e16", "1e22", "1.5e-5", "0.0001", "1e100", "5e-324", "1e308*10",
    "-1e308*10", "(1e308*10)-(1e308*10)", "123456789012345678.0", "0.1", "1/3.0",
    "1j", "-1j", "-0j", "complex(-0.0, 1)", "1+2j", "1e16j", "complex(1e400, 2)", "1.5-0.5j",
    "''", "'a'", "\"it's\"", "'\"'", "'\\'\"'", "'a\\\\b'", "'\\t\\n\\r\\x00\\x1f\\x7f'",
    "u'\\xe9'", "u'\\xa0'", "u'\\xad'", "u'\\u2028'", "u'\\u200b'", "u'\\u202e'", "u'\\u3000'", "u'\\ufeff'",
    "u'\\ud800'", "u'x\\udfff'", "u'\\U0001f600'", "u'\\U0010ffff'", "u'\\ue000'", "u'\\u0378'", "u'\\u08be'",
    "u'\\u058f'", "u'\\u0c34'", "u'\\u0cf3'", "u'\\U0001f6dc'", "u'\\u2ffc'", "u'\\U0001fae9'",
    "b''", "b'a'", "b\"it's\"", "b'\\x00\\xff\\\\'", "b'\\'\"'",
    "()", "(1,)", "(1, 2)", "((1,), ())", "frozenset()", "frozenset([1])", "frozenset([(1,)])", "'a' * 300",
    "tuple(range(300))", "int", "[]", "[1]", "{}", "{1: 2}", "set()", "set([1])",
]


def payload(code):
    return base64.b64encode(marshal.dumps(code)).decode("ascii")


def disassembly(code):
    text = io.BytesIO() if sys.version_info[0] == 2 else io.StringIO()
    old, sys.stdout = sys.stdout, text
    try:
        dis.dis(code)
    finally:
        sys.stdout = old
    value = text.getvalue()
    return value.decode("latin-1") if isinstance(value, bytes) else value


def names():
    for name in sorted(NAMES):
        module = compile(NAMES[name].encode("utf-8"), b"<payload>".decode("ascii"), "exec", 0, True)
        inner = [value for value in module.co_consts if hasattr(value, "co_code")]
        code = inner[0] if inner else module
        yield {"id": name, "b64": payload(code), "dis": disassembly(code)}


def constants():
    for text in CONSTANTS:
        value = eval(text)
        for version in range(marshal.version + 1):
            try:
                dumped = marshal.dumps(value, version)
            except ValueError:
                continue
            yield {"id": "%s, version %d" % (text, version), "b64": base64.b64encode(dumped).decode("ascii"),
                   "repr": repr(value) if sys.version_info[0] > 2 else repr(value).decode("ascii")}


def main():
    rows = {"names": names, "constants": constants}[sys.argv[1]]()
    print("[\n" + ",\n".join(json.dumps(row, sort_keys=True) for row in rows) + "\n]")


main()
