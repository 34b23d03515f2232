// Python pickles, the legacy PyTorch files that are several of them, and joblib's.
// https://docs.python.org/3/library/pickle.html
import { ParseError } from '../../bytes/ParseError.ts'
import { withZipBehind } from '../../containers/zip/zipBehind.ts'
import { looksLikePickle } from '../../encodings/pickle/looksLikePickle.ts'
import { walkPickle, type PickleWalk } from '../../encodings/pickle/walkPickle.ts'
import { isZip } from '../../encodings/zip/readZip.ts'
import type { ModelPart } from '../../model/ModelPart.ts'
import { detailPart, problemPart } from '../../model/toPart.ts'
import type { Format, Input } from '../Format.ts'

const PROTO = 0x80
const TRIAL_BYTES = 64 * 1024 // text of protocol 0 shows itself in less
const MAX_WALKED_BYTES = 64 * 1024 * 1024 // of which a pickle with large arrays needs a fraction
const MAX_PICKLES = 16 // a legacy PyTorch file is five
const MAX_SHOWN = 12 // names in the detail

/** The first pickle of a legacy PyTorch file: the long integer 0x1950a86a20f9469cfc6c. */
const TORCH_MAGIC = [
  0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19,
]

export const pickle: Format = {
  id: 'pickle',
  title: 'Python pickle',
  explanation:
    'A pickle (also of PyTorch before 1.6, joblib, scikit-learn): what it imports is listed, but what it does with it is not analysed; loading a pickle can run any code',
  needsHdf5: true,
  matches(input) {
    const { isFolder, main } = input
    if (isFolder || isZip(main.source)) return false // "P" is an opcode too
    return looksLikePickle(beginning(input), main.source.size)
  },
  parts: (input) => withZipBehind(pickleParts(input), input.main),
}

/** Less than `TRIAL_BYTES` when more cannot be read: a member of a damaged archive. */
function beginning({ head, main }: Input): Uint8Array {
  if (head[0] === PROTO) return head
  try {
    return main.source.read(0, Math.min(TRIAL_BYTES, main.source.size))
  } catch (error) {
    if (error instanceof ParseError) return head
    throw error
  }
}

function* pickleParts({ name, main, head }: Input): Iterable<ModelPart> {
  const { source, at } = main
  const bytes = source.read(0, Math.min(MAX_WALKED_BYTES, source.size))
  const walks = allPickles(bytes)
  const isTorch = TORCH_MAGIC.every((byte, index) => head[index] === byte)
  yield detailPart(describe(walks, isTorch), at)
  const kind = isTorch ? 'PyTorch file of pickles' : 'pickle'
  const message = `${name} is a ${kind}: recognised, not analysed by this version; loading it can run code`
  yield problemPart('not-analysed', message, at)
}

function allPickles(bytes: Uint8Array): readonly PickleWalk[] {
  const walks: PickleWalk[] = []
  for (let start = 0; start < bytes.length && walks.length < MAX_PICKLES;) {
    const walk = walkPickle(bytes, start)
    if (walk.opcodes === 0) break
    walks.push(walk)
    if (walk.end !== 'stop') break
    start = walk.endOffset
  }
  return walks
}

function describe(walks: readonly PickleWalk[], isTorch: boolean): string {
  const protocol = Math.max(...walks.map((walk) => walk.protocol))
  const imports = [...new Set(walks.flatMap((walk) => walk.imports))].map(dotted)
  const shown = imports.slice(0, MAX_SHOWN).join(', ')
  const more = imports.length > MAX_SHOWN ? ` and ${imports.length - MAX_SHOWN} more` : ''
  const ending = walks.at(-1)?.end
  return [
    `${isTorch ? 'PyTorch legacy, ' : ''}protocol ${protocol}`,
    ...(walks.length > 1 ? [`${walks.length} pickles in a row`] : []),
    imports.length === 0 ? 'imports nothing' : `imports ${shown}${more}`,
    ...(ending === 'cut' ? ['ends inside an opcode'] : []),
    ...(ending === 'broken' ? ['breaks off at a byte that is no opcode'] : []),
  ].join('; ')
}

/** `os system` as Python writes it: `os.system`. */
function dotted(name: string): string {
  return name.replace(' ', '.')
}
