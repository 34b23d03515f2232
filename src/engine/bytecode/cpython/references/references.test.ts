import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { CodeListing } from '../../../model/Listing.ts'
import { cpython } from '../cpython.ts'

// The sources stand in scripts/opcodes/snippets.py. `>`: in code inside.
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  alias: ['import os', 'import os.system', "import os.system('id')"],
  attribute_chain: ["global tf.io.write_file('/tmp/x')"],
  branches: [
    'import os',
    'global print_',
    'import os.system',
    "import os.system('id')",
    "global print_('id')",
  ],
  builtins: ["global __builtins__.eval('1')"],
  deep_import: ['import os.path', 'import os.path', 'import os.path.join()'],
  dict: ['import os', 'import os.__dict__', "import os.system('id')"],
  exec: ["global exec('1')"],
  getattr: [
    "global getattr('system')",
    "global __import__('os')",
    'import os',
    "import os.system('id')",
  ],
  globals_of_method: [
    'local x.__init__.__globals__',
    'global sys.modules',
    "import os.system('id')",
  ],
  global_alias: ['import os', "> import os.system('id')", "> global q.system('id')"],
  import_module: [
    'import importlib',
    "import importlib.import_module('os.path')",
    'import os.path',
    "import os.path.join('a')",
  ],
  joined: ["global __import__('os')", 'import os', "import os.system('id')"],
  keywords: ['import subprocess', "import subprocess.run(['sh', '-c', 'id'], shell=True)"],
  local_command: ['import os', "import os.system('id')"],
  loop: [
    'global print_',
    'global print_()',
    'import os.system()',
    "global __import__('os')",
    'import os',
    'import os.system',
  ],
  manager: ["global open('/tmp/x', 'wb')", 'global open().write()'],
  modules: ['import sys', 'import sys.modules', "import os.system('id')"],
  nested: ['import os', "> import os.system('id')"],
  relative: ['import .', 'import ..secret', 'import ..secret.run()'],
  stars: ['import os.path', 'import os.path.*'],
  stored: ['local x.y.z', 'local x.w'],
  subscript: ["local x.[0].data.['k'].load()"],
  unpacked: ['import os', "import os.execv('/bin/sh', 'sh')"],
}

for (const version of ['2.7', '3.6', '3.7', '3.8', '3.9', '3.10', '3.11', '3.12', '3.13'])
  test(`names, what they belong to and what they are called with are found in code of ${version}`, () => {
    for (const { id, b64 } of read(version)) {
      const expected = version === '2.7' ? OLDER[id] : undefined
      const wanted = expected ?? EXPECTED[id]
      if (wanted === undefined) continue
      const { code } = cpython.decode(Buffer.from(b64, 'base64'), version)
      expect(texts(code), id).toEqual(wanted)
    }
  })

/** 2.7 passes unpacked arguments in a way of its own, and True is a name. */
const OLDER: Readonly<Record<string, readonly string[]>> = {
  unpacked: ['import os', 'import os.execv()'],
  keywords: [
    'import subprocess',
    "import subprocess.run(['sh', '-c', 'id'], shell=True)",
    'global True',
  ],
}

test('every name of a long chain is told', () => {
  for (const version of ['2.7', '3.8', '3.13']) {
    const row = read(version).find(({ id }) => id === 'long_arguments')
    const { code } = cpython.decode(Buffer.from(row?.b64 ?? '', 'base64'), version)
    const told = new Set(code.references.flatMap(({ path }) => path))
    expect(code.names.filter((name) => !told.has(name))).toEqual([])
  }
})

test('a reference lies where the instruction that reaches it lies', () => {
  const row = read('3.12').find(({ id }) => id === 'attribute_chain')
  const { code } = cpython.decode(Buffer.from(row?.b64 ?? '', 'base64'), '3.12')
  const [{ offset, length } = { offset: 0, length: 0 }] = code.references
  expect(code.instructions.find((instruction) => instruction.offset === offset)).toMatchObject({
    opcode: 'LOAD_ATTR',
    meaning: 'NULL|self + write_file',
    length,
  })
})

function texts({ references, children }: CodeListing): readonly string[] {
  const own = references.map(({ root, path, called, arguments: given }) => {
    return `${root} ${path.join('.')}${called ? `(${given.join(', ')})` : ''}`
  })
  return [...own, ...children.flatMap(texts).map((text) => `> ${text}`)]
}

interface Row {
  readonly id: string
  readonly b64: string
}

function read(version: string): readonly Row[] {
  const url = new URL(`../fixtures/names-${version}.json`, import.meta.url)
  const rows: unknown = JSON.parse(readFileSync(url, 'utf8'))
  return Array.isArray(rows) ? rows.filter(isRow) : []
}

function isRow(row: unknown): row is Row {
  return typeof row === 'object' && row !== null && 'id' in row && 'b64' in row
}
