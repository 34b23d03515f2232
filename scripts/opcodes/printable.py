"""Prints the code points that str.isprintable accepts, as JSON: the input of generate-printable.mjs.

    python3.13 scripts/opcodes/printable.py > 15.1.json
    PYTHONPATH=... python scripts/opcodes/printable.py > 16.0.json    # with another unicodedata2 installed

A code point is printable unless its category is Other or Separator; the blank is (Tools/unicode/makeunicodedata.py).
"""
import json
import sys

try:
    import unicodedata2 as unicodedata
except ImportError:
    import unicodedata

NOT_PRINTABLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs")
character = chr if sys.version_info[0] > 2 else unichr


def main():
    ranges = []
    for point in range(sys.maxunicode + 1):
        if point != 0x20 and unicodedata.category(character(point)) in NOT_PRINTABLE:
            continue
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    json.dump({"unicode": float(".".join(unicodedata.unidata_version.split(".")[:2])), "ranges": ranges}, sys.stdout)


main()
