import type { Reference } from '../../model/Listing.ts'
import type { Capability } from '../names/Capability.ts'
import { evidenceIn, type EvidenceKind } from '../names/evidence.ts'
import { DANGEROUS_MODULES } from '../names/python.table.ts'
import { quoted } from '../wording.ts'
import { leadsOut } from './gradeReferences.ts'
import { evidenceOf, literalText, type Scene } from './Scene.ts'

/** Evidence that says what a capability is used for. */
const TELLING: Readonly<Record<Capability, readonly EvidenceKind[]>> = {
  process: ['command', 'address', 'code', 'path'],
  dynamic: ['code', 'command', 'address', 'path'],
  native: ['command', 'address', 'code', 'path'],
  network: ['address'],
  file: ['path', 'address', 'secret'],
  decoding: ['code', 'command', 'address'],
  pivot: ['code', 'command', 'address'],
  loader: ['address', 'path'],
  reading: ['address', 'path'],
  environment: ['secret'],
  crypto: ['address', 'command'],
  switch: [],
  review: [],
}

const HOST = /^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,8}\.[a-z]{2,24}$/i
const PROGRAM_FILE = /\.(?:py|pth|so|dll|dylib|sh|exe|bat|ps1)$/i
const MODULES_OF_INTEREST = new Set(['os', 'sys', 'posix', 'nt', 'builtins'])

/**
 * What tells what a reached name is for, as the end of a sentence; null when nothing does. It is empty when the
 * arguments of the call, which the sentence shows, say it.
 */
export function intentOf(
  capability: Capability,
  reference: Pick<Reference, 'arguments' | 'called'>,
  scene: Scene,
): string | null {
  if (reference.called && saysItself(capability, reference.arguments)) return ''
  if (!reference.called && !PASSED_ON.has(capability)) return null
  const text = evidenceOf(scene, TELLING[capability], SEARCHES_IDLE.has(capability))
  return text === null ? chained(capability, scene) : `, with ${quoted(text)}`
}

/** Capabilities that are reached as well when the name is only passed on: `map(os.system, […])`. */
const PASSED_ON: ReadonlySet<Capability> = new Set([
  ...(['process', 'dynamic', 'native', 'pivot', 'environment'] as const),
])

/** Capabilities that can also use text which no instruction loads: `exec(f.__doc__)`. */
const SEARCHES_IDLE: ReadonlySet<Capability> = new Set(['dynamic', 'process', 'pivot'])

/** Whether the arguments of the call itself say what it is for. */
function saysItself(capability: Capability, literals: readonly string[]): boolean {
  if (literals.flatMap(evidenceIn).some(({ kind }) => TELLING[capability].includes(kind)))
    return true
  if (capability === 'process') return literals.some((literal) => /['"]/.test(literal))
  if (capability === 'dynamic' && literals.some((literal) => /^b['"]/.test(literal))) return true
  const says = SAYS[capability]
  return says !== undefined && literals.some((literal) => says(literalText(literal) ?? ''))
}

/** What the text of a literal must be to tell the intent of a call by itself. */
const SAYS: Readonly<Partial<Record<Capability, (text: string) => boolean>>> = {
  network: (text) => HOST.test(text),
  dynamic: namesModule,
  pivot: leadsOut,
  file: (text) => PROGRAM_FILE.test(text),
}

/** `__import__('os')` says more than `__import__(name)`. */
function namesModule(text: string): boolean {
  const root = text.split('.', 1)[0] ?? ''
  return MODULES_OF_INTEREST.has(root) || DANGEROUS_MODULES.has(root)
}

/** Calls that only together tell the intent: unpack and run, read a secret and send it. */
function chained(capability: Capability, scene: Scene): string | null {
  return CHAINS[capability]?.(scene) ?? null
}

function besideProgram({ program }: Scene): string | null {
  return program === null ? null : `, with ${quoted(program)}`
}

const CHAINS: Readonly<Partial<Record<Capability, (scene: Scene) => string | null>>> = {
  dynamic({ called, blob }) {
    if (called.has('decoding') || called.has('crypto'))
      return ', and unpacks bytes that could be code'
    return blob === null ? null : `, beside an encoded constant of ${blob.length} characters`
  },
  decoding({ called }) {
    return called.has('dynamic') || called.has('process') ? ', and runs code' : null
  },
  process: besideProgram,
  native: besideProgram,
  environment({ called }) {
    return called.has('network') ? ', and reaches the network' : null
  },
}
