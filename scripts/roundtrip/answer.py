"""Answers questions about this Python, one JSON object a line on standard input and output.

    {"do": "compile", "source": "...", "around": "def f():\n  0", "path": ["f", "g"], "flags": 0, "lines": "given"}
      -> {"codes": [base64 of marshal, ...]}, where `source` takes the place of the innermost statement of `around`;
      "lines" may also be "one" (all in one line) and "each" (every node in a line of its own)
    {"do": "disassemble", "b64": "..."} -> {"text": "..."}
    {"do": "script", "source": "..."} -> {"text": what it prints}
    {"do": "version"} -> {"text": "3.12.1"}

or {"error": "SyntaxError: ..."}. What is compiled is never run. `disassemble` is for payloads of our own fixtures,
`script` for our own scripts. Runs under 2.7 and 3.6 to 3.15, Pyodide among them.
"""
import __future__
import ast
import base64
import dis
import io
import json
import marshal
import sys
import warnings

MOST_CODES = 8  # of one name at one place: definitions of one name one after the other


def future_flags():
    flags = 0
    for name in __future__.all_feature_names:
        feature = getattr(__future__, name)
        if name not in ("nested_scopes", "generators"):
            flags |= feature.compiler_flag
    return flags


def compiled(request):
    flags = request["flags"] & future_flags()
    module = parsed(request["around"], flags)
    payload = parsed(request["source"], flags)
    relaid(payload, request["lines"])
    put(module, payload.body)
    codes = [compile(module, "<roundtrip>", "exec", flags, True)]
    for name in request["path"]:
        codes = [child for code in codes for child in children(code) if child.co_name == name] or below(codes, name)
    return {"codes": [base64.b64encode(marshal.dumps(code)).decode("ascii") for code in codes[:MOST_CODES]]}


def parsed(source, flags):
    return compile(source, "<roundtrip>", "exec", flags | ast.PyCF_ONLY_AST, True)


def relaid(tree, lines):
    if lines == "given":
        return
    for line, node in enumerate(ast.walk(tree), 1):
        for attribute in ("lineno", "end_lineno"):
            if hasattr(node, attribute):
                setattr(node, attribute, line if lines == "each" else 1)


def put(node, body):
    """Trees, not texts, are put together: indenting would change strings of several lines."""
    last = node.body[-1]
    if isinstance(last, ast.Expr):
        node.body[-1:] = body or node.body[-1:]  # a body without statements ends 2.7
    else:
        put(last, body)


def children(code):
    return [value for value in code.co_consts if hasattr(value, "co_code")]


def below(codes, name):
    """The nearest code objects of that name, at whatever depth."""
    level = codes
    while level:
        level = [child for code in level for child in children(code)]
        found = [code for code in level if code.co_name == name]
        if found:
            return found
    return []


def disassembled(request):
    return {"text": printed(lambda: dis.dis(marshal.loads(base64.b64decode(request["b64"]))))}


def run_script(request):
    code = compile(request["source"], "<script>", "exec", 0, True)
    return {"text": printed(lambda: exec_in(code, {"__name__": "__main__"}))}


def exec_in(code, names):
    eval(code, names)


def version(_request):
    return {"text": "%d.%d.%d" % sys.version_info[:3]}


def printed(action):
    text = io.BytesIO() if sys.version_info[0] == 2 else io.StringIO()
    old, sys.stdout = sys.stdout, text
    try:
        action()
    finally:
        sys.stdout = old
    value = text.getvalue()
    return value.decode("latin-1") if isinstance(value, bytes) else value


DEEDS = {"compile": compiled, "disassemble": disassembled, "script": run_script, "version": version}


def answer(line):
    request = json.loads(line)
    try:
        return json.dumps(DEEDS[request["do"]](request))
    except (SyntaxError, ValueError, TypeError, OverflowError, RuntimeError, MemoryError, SystemError) as error:
        return json.dumps({"error": "%s: %s" % (type(error).__name__, error)})


def main():
    # readline, not iteration: 2.7 reads ahead
    for line in iter(sys.stdin.readline, ""):
        sys.stdout.write(answer(line) + "\n")
        sys.stdout.flush()


warnings.simplefilter("ignore")
if __name__ == "__main__":
    main()
