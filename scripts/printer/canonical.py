"""Says how this Python reads a source: its syntax tree as nested lists, the same ones as canonical.ts makes.

`answer(questions)` prints one JSON list: for each source its tree, or `SyntaxError: …`; for each of `values`
what the expression evaluates to (they are our own constants). Runs under 2.7 and 3.6 to 3.15.
"""
import ast
import base64
import binascii
import json
import struct
import sys
import warnings

OPERATORS = {
    "Add": "+", "Sub": "-", "Mult": "*", "Div": "/", "FloorDiv": "//", "Mod": "%", "Pow": "**", "MatMult": "@",
    "LShift": "<<", "RShift": ">>", "BitAnd": "&", "BitOr": "|", "BitXor": "^", "UAdd": "+", "USub": "-",
    "Invert": "~", "Not": "not", "And": "and", "Or": "or", "Lt": "<", "LtE": "<=", "Eq": "==", "NotEq": "!=",
    "Gt": ">", "GtE": ">=", "In": "in", "NotIn": "not in", "Is": "is", "IsNot": "is not",
}
TWO = sys.version_info[0] == 2
TEXT = type(u"")


def name(node):
    return type(node).__name__


def operator(node):
    return OPERATORS[name(node)]


def bits(number):
    return binascii.hexlify(struct.pack(">d", number)).decode("ascii")


def constant(value):
    if value is None or value is True or value is False or value is Ellipsis:
        return ["const", repr(value)]
    if isinstance(value, TEXT):
        return ["str", [ord(character) for character in value]]
    if isinstance(value, bytes):
        return ["bytes", binascii.hexlify(value).decode("ascii")]
    if isinstance(value, complex):
        if str(value.imag).startswith("-"):  # 2.7 folds -2j while it parses
            return ["UnaryOp", "-", constant(-value)]
        return ["imaginary", bits(value.imag)]
    if isinstance(value, float):
        if str(value).startswith("-"):
            return ["UnaryOp", "-", constant(-value)]
        return ["float", bits(value)]
    if value < 0:
        return ["UnaryOp", "-", constant(-value)]
    return ["int", "%x" % value, TWO and isinstance(value, long)]  # noqa: F821


def each(nodes):
    return [expression(node) for node in nodes]


def maybe(node):
    return None if node is None else expression(node)


def expression(node):
    kind = name(node)
    if kind in EXPRESSIONS:
        return EXPRESSIONS[kind](node)
    if kind in ("ListComp", "SetComp", "GeneratorExp"):
        return [kind, expression(node.elt), None, generators(node)]
    if kind in ("Tuple", "List", "Set"):
        return [kind, each(node.elts)]
    raise ValueError("no such expression: " + kind)


def generators(node):
    return [
        [expression(one.target), expression(one.iter), each(one.ifs), bool(getattr(one, "is_async", 0))]
        for one in node.generators
    ]


def identifier(node):
    return ["const", "None"] if TWO and node.id == "None" else ["Name", node.id]


def call(node):
    args = each(node.args)
    keywords = [[keyword.arg, expression(keyword.value)] for keyword in node.keywords]
    if TWO and node.starargs is not None:
        args.append(["Starred", expression(node.starargs)])
    if TWO and node.kwargs is not None:
        keywords.append([None, expression(node.kwargs)])
    return ["Call", expression(node.func), args, keywords]


def subscript(node):
    return ["Subscript", expression(node.value), expression(node.slice)]


def parameter(node, default):
    if TWO:
        return [node if isinstance(node, str) else node.id, None, default]
    return [node.arg, maybe(node.annotation), default]


def parameters(node):
    first = list(getattr(node, "posonlyargs", []))
    plain = first + list(node.args)
    defaults = [None] * (len(plain) - len(node.defaults)) + each(node.defaults)
    rows = [parameter(one, default) for one, default in zip(plain, defaults)]
    keywords = [] if TWO else [parameter(one, maybe(value)) for one, value in zip(node.kwonlyargs, node.kw_defaults)]
    stars = [None if one is None else parameter(one, None) for one in (node.vararg, node.kwarg)]
    return [rows[:len(first)], rows[len(first):], stars[0], keywords, stars[1]]


def joined(node):
    return ["JoinedStr", name(node) == "TemplateStr", parts(node.values)]


def parts(nodes):
    found = []
    for node in nodes:
        if name(node) in ("FormattedValue", "Interpolation"):
            conversion = {-1: None, 115: "str", 114: "repr", 97: "ascii"}[node.conversion]
            spec = None if node.format_spec is None else parts(node.format_spec.values)
            found.append([expression(node.value), conversion, spec])
            continue
        text = [ord(character) for character in (node.s if name(node) == "Str" else node.value)]
        if found and isinstance(found[-1][0], int):
            found[-1] += text
        elif text:
            found.append(text)
    return found


EXPRESSIONS = {
    "Constant": lambda node: constant(node.value),
    "Num": lambda node: constant(node.n),
    "Str": lambda node: constant(node.s),
    "Bytes": lambda node: constant(node.s),
    "NameConstant": lambda node: constant(node.value),
    "Ellipsis": lambda node: constant(Ellipsis),
    "Name": identifier,
    "Attribute": lambda node: ["Attribute", expression(node.value), node.attr],
    "Subscript": subscript,
    "Index": lambda node: expression(node.value),
    "ExtSlice": lambda node: ["Tuple", each(node.dims)],
    "Slice": lambda node: ["Slice", maybe(node.lower), maybe(node.upper), maybe(node.step)],
    "Starred": lambda node: ["Starred", expression(node.value)],
    "Call": call,
    "UnaryOp": lambda node: ["UnaryOp", operator(node.op), expression(node.operand)],
    "BinOp": lambda node: ["BinOp", operator(node.op), expression(node.left), expression(node.right)],
    "BoolOp": lambda node: ["BoolOp", operator(node.op), each(node.values)],
    "Compare": lambda node: [
        "Compare", expression(node.left), [operator(op) for op in node.ops], each(node.comparators)
    ],
    "IfExp": lambda node: ["IfExp", expression(node.test), expression(node.body), expression(node.orelse)],
    "Lambda": lambda node: ["Lambda", parameters(node.args), expression(node.body)],
    "Dict": lambda node: ["Dict", [[maybe(key), expression(value)] for key, value in zip(node.keys, node.values)]],
    "DictComp": lambda node: ["DictComp", expression(node.key), expression(node.value), generators(node)],
    "JoinedStr": joined,
    "TemplateStr": joined,
    "NamedExpr": lambda node: ["NamedExpr", expression(node.target), expression(node.value)],
    "Yield": lambda node: ["Yield", maybe(node.value)],
    "YieldFrom": lambda node: ["YieldFrom", maybe(node.value)],
    "Await": lambda node: ["Await", maybe(node.value)],
}


def body(nodes):
    return [statement(node) for node in nodes]


def statement(node):
    kind = name(node)
    is_async = kind.startswith("Async")
    kind = kind[len("Async"):] if is_async else kind
    return STATEMENTS[kind](node, is_async) if kind in STATEMENTS else [kind]


def deletion(node, _):
    return ["Delete", each(node.targets)]


def raising(node, _):
    return ["Raise", maybe(node.type if TWO else node.exc), None if TWO else maybe(node.cause)]


def aliases(node):
    return [[alias.name, alias.asname] for alias in node.names]


def importing_from(node, _):
    return ["ImportFrom", node.module or "", node.level, aliases(node)]


def loop(node, is_async):
    return ["For", is_async, expression(node.target), expression(node.iter), body(node.body), body(node.orelse)]


def trying(node, _):
    handlers = [
        [maybe(one.type), (one.name.id if TWO and one.name else one.name), body(one.body)]
        for one in getattr(node, "handlers", [])
    ]
    return [
        "Try", name(node) == "TryStar", body(node.body), handlers, body(getattr(node, "orelse", [])),
        body(getattr(node, "finalbody", [])),
    ]


def context(node, is_async):
    items = [(node.context_expr, node.optional_vars)] if TWO else [
        (item.context_expr, item.optional_vars) for item in node.items
    ]
    return ["With", is_async, [[expression(one), maybe(target)] for one, target in items], body(node.body)]


def type_parameters(node):
    stars = {"TypeVar": "", "TypeVarTuple": "*", "ParamSpec": "**"}
    return [stars[name(one)] + one.name for one in getattr(node, "type_params", [])]


def definition(node, is_async):
    return [
        "FunctionDef", is_async, node.name, type_parameters(node), parameters(node.args),
        each(node.decorator_list), maybe(getattr(node, "returns", None)), body(node.body),
    ]


def class_definition(node, _):
    keywords = [[one.arg, expression(one.value)] for one in getattr(node, "keywords", [])]
    return [
        "ClassDef", node.name, type_parameters(node), each(node.bases), keywords, each(node.decorator_list),
        body(node.body),
    ]


def matching(node, _):
    cases = [[pattern(one.pattern), maybe(one.guard), body(one.body)] for one in node.cases]
    return ["Match", expression(node.subject), cases]


def pattern(node):
    return PATTERNS[name(node)](node)


def patterns(nodes):
    return [pattern(node) for node in nodes]


PATTERNS = {
    "MatchValue": lambda node: ["MatchValue", expression(node.value)],
    "MatchSingleton": lambda node: ["MatchValue", constant(node.value)],
    "MatchSequence": lambda node: ["MatchSequence", patterns(node.patterns)],
    "MatchOr": lambda node: ["MatchOr", patterns(node.patterns)],
    "MatchMapping": lambda node: [
        "MatchMapping", [[expression(key), pattern(one)] for key, one in zip(node.keys, node.patterns)], node.rest
    ],
    "MatchClass": lambda node: [
        "MatchClass", expression(node.cls), patterns(node.patterns),
        [[key, pattern(one)] for key, one in zip(node.kwd_attrs, node.kwd_patterns)],
    ],
    "MatchStar": lambda node: ["MatchStar", node.name],
    "MatchAs": lambda node: ["MatchAs", None if node.pattern is None else pattern(node.pattern), node.name],
}
STATEMENTS = {
    "Expr": lambda node, _: ["Expr", expression(node.value)],
    "Assign": lambda node, _: ["Assign", each(node.targets), expression(node.value)],
    "AugAssign": lambda node, _: [
        "AugAssign", expression(node.target), operator(node.op), expression(node.value)
    ],
    "AnnAssign": lambda node, _: [
        "AnnAssign", expression(node.target), expression(node.annotation), maybe(node.value)
    ],
    "Delete": deletion,
    "Return": lambda node, _: ["Return", maybe(node.value)],
    "Raise": raising,
    "Assert": lambda node, _: ["Assert", expression(node.test), maybe(node.msg)],
    "If": lambda node, _: ["If", expression(node.test), body(node.body), body(node.orelse)],
    "While": lambda node, _: ["While", expression(node.test), body(node.body), body(node.orelse)],
    "For": loop,
    "Try": trying,
    "TryStar": trying,
    "TryExcept": trying,
    "TryFinally": trying,
    "With": context,
    "Import": lambda node, _: ["Import", aliases(node)],
    "ImportFrom": importing_from,
    "Global": lambda node, _: ["Global", node.names],
    "Nonlocal": lambda node, _: ["Nonlocal", node.names],
    "FunctionDef": definition,
    "ClassDef": class_definition,
    "Match": matching,
}


def read(source):
    try:
        return body(compile(source, "<printed>", "exec", ast.PyCF_ONLY_AST, True).body)
    except (SyntaxError, ValueError, MemoryError, RuntimeError) as error:
        return "%s: %s" % (type(error).__name__, error)


def evaluated(source):
    try:
        return valued(eval(compile(source, "<printed>", "eval", 0, True)))
    except (SyntaxError, ValueError, MemoryError, OverflowError) as error:
        return "%s: %s" % (type(error).__name__, error)


def valued(value):
    if isinstance(value, (tuple, frozenset, set)):
        return ["set" if isinstance(value, set) else type(value).__name__, [valued(one) for one in value]]
    if isinstance(value, complex):
        return ["complex", bits(value.real), bits(value.imag)]
    if isinstance(value, float):
        return ["float", "nan" if value != value else bits(value)]
    if isinstance(value, (TEXT, bytes)) or value is None or value is Ellipsis or isinstance(value, bool):
        return constant(value)
    return ["int", "%x" % value, TWO and isinstance(value, long)]  # noqa: F821


def answer(encoded):
    warnings.simplefilter("ignore")
    questions = json.loads(base64.b64decode(encoded).decode("ascii"))
    trees = [read(source) for source in questions["sources"]]
    print(json.dumps([trees, [evaluated(source) for source in questions["values"]]]))
