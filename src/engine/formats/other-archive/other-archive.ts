// Archives and compressions that are known by their first bytes and not unpacked here.
import { detailPart, problemPart } from '../../model/toPart.ts'
import type { Location } from '../../model/Location.ts'
import type { ModelPart } from '../../model/ModelPart.ts'
import type { Format } from '../Format.ts'

interface Kind {
  readonly name: string
  /** Latin-1. */
  readonly signature: string
  /** What honest files of the kind are called. */
  readonly extensions: RegExp
}

const KINDS: readonly Kind[] = [
  { name: '7-Zip', signature: '7z\xbc\xaf\x27\x1c', extensions: /\.7z(\.\d+)?$/i },
  { name: 'RAR', signature: 'Rar!\x1a\x07', extensions: /\.r(ar|\d\d)$/i },
  { name: 'Zstandard', signature: '\x28\xb5\x2f\xfd', extensions: /\.t?zst$/i },
  { name: 'lzip', signature: 'LZIP', extensions: /\.t?lz$/i },
  { name: 'compress', signature: '\x1f\x9d', extensions: /\.t?Z$/ },
  { name: 'Cabinet', signature: 'MSCF\0\0\0\0', extensions: /\.cab$/i },
  { name: 'cpio', signature: '070701', extensions: /\.cpio$/i },
  { name: 'ar', signature: '!<arch>\n', extensions: /\.(a|ar|deb|lib)$/i },
  { name: 'xar', signature: 'xar!', extensions: /\.(xar|pkg)$/i },
]

export const otherArchive: Format = {
  id: 'other-archive',
  title: 'Archive that is not unpacked',
  explanation:
    'An archive or compressed file (7-Zip, RAR, Zstandard, lzip, Cabinet and others): recognised, nothing in it is examined',
  matches: ({ isFolder, head }) => !isFolder && kindOf(head) !== undefined,
  *parts({ name, main, head }) {
    const kind = kindOf(head)
    if (kind === undefined) return
    yield detailPart(kind.name, main.at)
    if (!kind.extensions.test(name)) yield masked(name, kind, main.at)
    const message = `${name} is packed with ${kind.name}, which is not unpacked here: nothing in it was examined; unpack it and open what is inside`
    yield problemPart('not-analysed', message, main.at)
  },
}

/** A model's name on what no loader of models reads: so nullifAI got past scanners. */
function masked(name: string, { name: archive }: Kind, at: Location): ModelPart {
  const detail = `${name} is an archive of ${archive} by its content, and nothing in its name says so`
  return { kind: 'oddity', oddity: { what: 'foreign-archive', detail, subjects: [archive], at } }
}

function kindOf(head: Uint8Array): Kind | undefined {
  return KINDS.find(({ signature }) =>
    Array.from(signature).every((character, at) => head[at] === character.charCodeAt(0)),
  )
}
