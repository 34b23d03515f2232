"""Prints what this Python says about its own opcodes, as JSON: the input of generate.mjs.

    python3.12 scripts/opcodes/dump.py > 3.12.json

Runs under 2.7 and 3.5 to 3.15. stack_effect maps an opcode to its effect for sampled arguments, each as
[largest, when it does not jump, when it jumps].
"""
import dis
import json
import opcode
import sys

SAMPLES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 255, 256, 257, 512]
FIELDS = [
    "opname", "opmap", "cmp_op", "HAVE_ARGUMENT", "EXTENDED_ARG", "hasarg", "hasconst", "hasname", "hasjrel",
    "hasjabs", "haslocal", "hascompare", "hasfree", "_inline_cache_entries", "_nb_ops", "_specializations",
    "_specialized_instructions", "_specialized_opmap", "_intrinsic_1_descs", "_intrinsic_2_descs",
    "_special_method_names",
]


def effect(op, argument):
    def of(jump):
        try:
            if sys.version_info < (3, 8):
                return dis.stack_effect(op, argument)
            return dis.stack_effect(op, argument, jump=jump)
        except ValueError:
            return None
    return [of(None), of(False), of(True)]


def stack_effects():
    if not hasattr(dis, "stack_effect"):
        return None
    effects = {}
    for name, op in opcode.opmap.items():
        # until 3.12 either without an argument or with one is an error; from 3.13 on neither is
        samples = dict((str(argument), effect(op, argument)) for argument in SAMPLES)
        samples["-"] = effect(op, None)
        effects[name] = samples
    return effects


def main():
    dump = dict((field, getattr(opcode, field)) for field in FIELDS if hasattr(opcode, field))
    dump["version"] = "%d.%d" % sys.version_info[:2]
    if hasattr(dis, "_empty_slot"):
        dump["dis._empty_slot"] = repr(dis._empty_slot)
    if hasattr(opcode, "_common_constants"):
        dump["_common_constants"] = repr(opcode._common_constants)
    effects = stack_effects()
    if effects is not None:
        dump["stack_effect"] = effects
    try:
        from importlib.util import MAGIC_NUMBER as magic
    except ImportError:
        import imp
        magic = imp.get_magic()
    magic = bytearray(magic)
    dump["magic"] = magic[0] | magic[1] << 8
    json.dump(dump, sys.stdout, sort_keys=True)


main()
