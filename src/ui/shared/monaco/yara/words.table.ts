// What YARA 4.2.3 knows, in a line each: https://yara.readthedocs.io/en/v4.2.3/writingrules.html and …/modules.html

/** Where a word is written. */
export type Place = 'outside' | 'meta' | 'strings' | 'condition'

/** The modules that are compiled into the build of YARA that this page uses; a test asks the build. */
export const MODULES = ['console', 'dotnet', 'elf', 'hash', 'math', 'pe', 'tests', 'time'] as const

/** Of each word: where it may stand, and what it does. */
export const WORDS: Readonly<Record<string, readonly [Place, string]>> = {
  rule: ['outside', 'Begins a rule: a name, tags behind a colon, and a condition.'],
  private: [
    'outside',
    'The rule is not reported; others may name it. Of a string: its matches are not reported.',
  ],
  global: ['outside', 'No rule of the file matches where this one does not.'],
  import: ['outside', 'Makes the functions and fields of a module known, as in import "math".'],
  meta: ['outside', 'Pairs of names and values that say something of the rule.'],
  strings: ['outside', 'What is looked for: text, bytes or regular expressions, each with a name.'],
  condition: ['outside', 'When the rule matches: an expression over its strings and the file.'],
  ascii: ['strings', 'One byte a character; needed only beside wide.'],
  wide: ['strings', 'Two bytes a character, as Windows keeps text: a zero byte behind each.'],
  nocase: ['strings', 'Large and small letters are the same.'],
  fullword: ['strings', 'Only where no letter or digit stands before and behind.'],
  xor: [
    'strings',
    'Also with every byte combined with one key: xor for all keys, xor(0x01-0x20) for some.',
  ],
  base64: [
    'strings',
    'As the text looks inside base64, in all three alignments; an alphabet may be given.',
  ],
  base64wide: ['strings', 'As base64, with a zero byte behind each character.'],
  and: ['condition', 'Both sides hold.'],
  or: ['condition', 'One side holds, or both.'],
  not: ['condition', 'What follows does not hold.'],
  defined: [
    'condition',
    'Whether an expression has a value at all, as a field of a module may not.',
  ],
  all: ['condition', 'Each of a set: all of them, all of ($a*).'],
  any: ['condition', 'At least one of a set: any of them.'],
  none: ['condition', 'Not one of a set: none of them.'],
  of: ['condition', 'So many strings of a set: 2 of ($a, $b*).'],
  them: ['condition', 'All strings of this rule.'],
  for: [
    'condition',
    'A condition for each string or value: for any of them : ( $ at 0 ), for all i in (1..3) : ( … ).',
  ],
  in: ['condition', 'A string within offsets: $a in (0..100); of a loop: the values.'],
  at: ['condition', 'A string at one offset: $a at 0.'],
  filesize: ['condition', 'Bytes of the file; KB and MB may stand behind numbers.'],
  entrypoint: [
    'condition',
    'Where a program begins. Old: pe.entry_point or elf.entry_point say it better.',
  ],
  contains: ['condition', 'A text holds another.'],
  icontains: ['condition', 'A text holds another, large and small letters alike.'],
  startswith: ['condition', 'A text begins with another.'],
  istartswith: ['condition', 'A text begins with another, large and small letters alike.'],
  endswith: ['condition', 'A text ends with another.'],
  iendswith: ['condition', 'A text ends with another, large and small letters alike.'],
  iequals: ['condition', 'Two texts are the same, large and small letters alike.'],
  matches: ['condition', 'A text fits a regular expression.'],
  true: ['condition', 'Always holds.'],
  false: ['condition', 'Never holds.'],
  int8: ['condition', 'The signed byte at an offset: int8(0).'],
  int16: ['condition', 'The signed number of two bytes at an offset, lowest first.'],
  int32: ['condition', 'The signed number of four bytes at an offset, lowest first.'],
  int8be: ['condition', 'The signed byte at an offset.'],
  int16be: ['condition', 'The signed number of two bytes at an offset, highest first.'],
  int32be: ['condition', 'The signed number of four bytes at an offset, highest first.'],
  uint8: ['condition', 'The byte at an offset: uint8(0) == 0x80.'],
  uint16: ['condition', 'The number of two bytes at an offset, lowest first: uint16(0) == 0x5a4d.'],
  uint32: ['condition', 'The number of four bytes at an offset, lowest first.'],
  uint8be: ['condition', 'The byte at an offset.'],
  uint16be: ['condition', 'The number of two bytes at an offset, highest first.'],
  uint32be: [
    'condition',
    'The number of four bytes at an offset, highest first: uint32be(0) == 0x504b0304.',
  ],
}

export const MODULE_LINES: Readonly<Record<(typeof MODULES)[number], string>> = {
  console: 'Prints values while rules run.',
  dotnet: 'Fields of .NET programs.',
  elf: 'Fields of Linux programs.',
  hash: 'MD5, SHA-1, SHA-256, CRC-32 and checksum of a range: hash.sha256(0, filesize).',
  math: 'Entropy, mean, deviation and counts of a range: math.entropy(0, filesize).',
  pe: 'Fields of Windows programs.',
  tests: 'For tests of YARA itself.',
  time: 'The time now: time.now().',
}

/** Beginnings of rules; `$1` and so on are where one types next. */
export const SNIPPETS: readonly (readonly [name: string, what: string, text: string])[] = [
  [
    'rule',
    'A rule with meta, a string and a condition',
    'rule ${1:Name}\n{\n    meta:\n        description = "${2:What it finds}"\n        severity = "${3|info,low,medium,high,critical|}"\n    strings:\n        \\$a = "${4:text}"\n    condition:\n        ${5:any of them}\n}\n',
  ],
  [
    'rule bytes',
    'A rule for bytes, with holes',
    'rule ${1:Name}\n{\n    strings:\n        \\$bytes = { ${2:80 04 ?? 8C} }\n    condition:\n        \\$bytes${3: at 0}\n}\n',
  ],
  [
    'rule marshal',
    'A rule for a name in marshalled Python code',
    'rule ${1:Name}\n{\n    strings:\n        \\$name = /[Zz\\\\xda\\\\xfa]\\\\x06${2:system}/\n    condition:\n        any of them\n}\n',
  ],
]
