import { ParseError } from '../../bytes/ParseError.ts'
import type { Decoded, Decoder } from '../Decoder.ts'
import { toCode } from './Code.ts'
import { decompile } from './decompile/decompile.ts'
import { faultsOf } from './faultsOf.ts'
import { listTree } from './listTree.ts'
import { placed } from './placed.ts'
import { printableIn } from '../../encodings/python-repr/printable.ts'
import { Repr } from './repr.ts'
import { toReading } from './Reading.ts'
import { stringsOf } from './strings.ts'
import { repair } from './repair.ts'
import { readAs, tellVersion, type Told } from './tell.ts'
import { constantsIn } from './unroll/constantsIn.ts'
import { unroll, type InnerCode } from './unroll/unroll.ts'
import { withFolded } from './unroll/withFolded.ts'
import { versions } from './versions/index.ts'

/** Marshalled code objects of CPython. */
export const cpython: Decoder = {
  id: 'cpython',
  title: 'CPython bytecode',
  explanation: 'Code objects that CPython wrote with marshal.dumps: read, listed, never run.',
  decode,
}

const MAX_MEANINGS = 32 * 1024 * 1024 // characters: forty times what 1 MB of real code comes to

function decode(payload: Uint8Array, python?: string): Decoded {
  const version = python === undefined ? undefined : versionNamed(python)
  const told = version === undefined ? tellVersion(payload) : readAs(payload, version)
  const isWhole = told.python.length > 0 && told.document.length === payload.length
  const repaired = isWhole ? undefined : repair(told)
  if (repaired === undefined) return listUnrolled(told)
  const { told: whole, toGiven, message, offset } = repaired
  const chosen = version === undefined ? whole : readAs(whole.payload, version)
  const listing = placed(listUnrolled(chosen), toGiven)
  return { ...listing, faults: [{ message, offset, length: 1 }, ...listing.faults] }
}

function listUnrolled(told: Told): Decoded {
  const inner = list(told)
  const { stages, contents, folded, faults } = unroll(inner, (bytes) => list(tellVersion(bytes)))
  const { listing } = inner
  return {
    ...listing,
    code: withFolded(listing.code, folded),
    stages,
    faults: [...listing.faults, ...faults],
    stageBytes: contents,
  }
}

function list(told: Told): InnerCode {
  const { version, document, root, codes } = told
  const shared = {
    version,
    repr: new Repr({
      isTwo: version.layout === '2.3',
      isPrintable: printableIn(version.unicode),
    }),
    budget: { left: MAX_MEANINGS },
  }
  const { listing, lines, isCut } = listTree(root, codes, shared)
  const decompiled = decompile(toReading(toCode(root), version))
  const whole = {
    machine: 'cpython' as const,
    python: told.python.map(({ id }) => id),
    code: listing,
    disassembly: lines.map(({ text }) => `${text}\n`).join(''),
    lines: lines.flatMap(({ text, range }) =>
      text.includes('\n') ? text.split('\n').map(() => range) : range,
    ),
    source: decompiled.source,
    sourceStatus: decompiled.status,
    sourceLines: decompiled.lines,
    stages: [],
    strings: stringsOf(root),
    codeBytes: document.length,
    faults: faultsOf(told, isCut || shared.repr.isCut || shared.budget.left < 0),
  }
  return { listing: whole, body: decompiled.body, constants: constantsIn(codes) }
}

function versionNamed(python: string) {
  const version = versions.find(({ id }) => id === python)
  if (version === undefined) throw new ParseError(`Python ${python} is not known`, 0)
  return version
}
