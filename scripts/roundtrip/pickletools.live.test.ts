import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pickle } from '../../src/engine/bytecode/pickle/pickle.ts'
import { startInterpreter, type Interpreter } from './Interpreter.ts'
import { pyodideOf } from './interpreters.ts'

// The pickletools of CPython itself, compiled to WebAssembly, over pickles that its own pickler writes.
const root = fileURLToPath(new URL('../../', import.meta.url))

const SCRIPT = `
import base64, collections, io, json, pickle, pickletools, random
draw = random.Random(5)
def value(depth):
    if depth > 3 or draw.random() < .3:
        return draw.choice([None, True, 7, -1, 300, 70000, 2**40, -2**70, 1.5, 'text', "it's", '\\u00fc\\n', b'b\\x00', bytearray(b'a'), 'x' * 300])
    items = [value(depth + 1) for _ in range(draw.randrange(4))]
    return draw.choice([list, tuple, lambda i: {k: v for k, v in enumerate(i)}, lambda i: [i, i],
                        lambda i: collections.OrderedDict(enumerate(i)), lambda i: {repr(v) for v in i}, lambda i: frozenset(map(repr, i))])(items)
for _ in range(300):
    data = pickle.dumps(value(0), draw.randrange(6))
    if draw.random() < .2:
        data = pickletools.optimize(data)
    out = io.StringIO()
    pickletools.dis(data, out)
    print(json.dumps([base64.b64encode(data).decode(), out.getvalue()]))
`

for (const id of ['3.10', '3.13', '3.14']) {
  const start = pyodideOf(id, root)

  describe.skipIf(start === undefined)(`pickletools of CPython ${id}, live`, () => {
    const running: Interpreter[] = []
    beforeAll(() => {
      if (start !== undefined) running.push(startInterpreter(start))
    })
    afterAll(() => {
      for (const one of running) one.end()
    })

    test('prints pickles as we do', async () => {
      const [answer] = (await running[0]?.ask([{ do: 'script', source: SCRIPT }])) ?? []
      expect(answer?.error).toBe('')
      const rows = (answer?.text ?? '').trim().split('\n').map(rowOf)
      expect(rows).toHaveLength(300)
      for (const { bytes, text } of rows) expect(pickle.decode(bytes).disassembly).toBe(text)
    })
  })
}

function rowOf(line: string): { readonly bytes: Uint8Array; readonly text: string } {
  const row: unknown = JSON.parse(line)
  const items: readonly unknown[] = Array.isArray(row) ? row : []
  const [base64, text] = items
  return { bytes: new Uint8Array(Buffer.from(String(base64), 'base64')), text: String(text) }
}
