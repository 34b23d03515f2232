import type { Location, Report } from '../../engine/index.ts'
import { locationKey } from '../../engine/model/Location.ts'
import type { Language } from '../shared/monaco/Language.ts'
import { holds, isInConfig, type Shown } from './shown.ts'
import type { TextDocument } from './TextDocument.ts'
import { textLines } from './textLines.ts'
import {
  disassemblyDocument,
  documentOf,
  namesDocument,
  sourceDocument,
  stringsDocument,
} from './toDocument.ts'
import type { FoundBytes } from './useBytes.ts'

export type TabId = 'disassembly' | 'strings' | 'names' | 'source' | 'config' | 'text'

const BRACE = 0x7b

/** One way to look at the subject; its document is made when it is opened. */
export interface Tab {
  readonly id: TabId
  readonly title: string
  readonly count: number | null
  readonly language: Language
  readonly open: () => TextDocument
}

/** The tabs that apply, the most telling one first. `found` are the bytes of the layer's configuration or the part. */
export function tabsFor(shown: Shown, report: Report, found: FoundBytes | null): readonly Tab[] {
  const { code, layer, references, part } = shown
  const source = references.find(({ kind }) => kind === 'source')
  const isText = part !== null && part.type !== 'payload' && part.type !== 'bytes'
  return [
    ...(code === null ? [] : codeTabs(code)),
    ...(source === undefined ? [] : [sourceTab(source)]),
    ...(layer === null || found === null
      ? []
      : [textTab('config', { name: layer.name, at: layer.at }, { report, found })]),
    ...(isText && found !== null
      ? [textTab('text', { name: part.name, at: part.location }, { report, found })]
      : []),
  ]
}

/** The tab that shows a location best; the first one when none does better. */
export function bestTab(
  tabs: readonly Tab[],
  { code, layer, references }: Shown,
  highlight: Location | null,
): Tab | null {
  const byId = (id: TabId): Tab | undefined => tabs.find((tab) => tab.id === id)
  const [first = null] = tabs
  if (highlight === null || (code !== null && holds(code, highlight))) return first
  const key = locationKey(highlight)
  const isSource = references.some(
    ({ kind, location }) => kind === 'source' && locationKey(location) === key,
  )
  if (isSource) return byId('source') ?? first
  return layer !== null && isInConfig(layer, highlight) ? (byId('config') ?? first) : first
}

function codeTabs(code: NonNullable<Shown['code']>): readonly Tab[] {
  const count = code.strings.length
  return [
    tab('disassembly', 'Disassembly', 'disassembly', () => disassemblyDocument(code)),
    ...(count === 0
      ? []
      : [{ ...tab('strings', 'Strings', 'strings', () => stringsDocument(code)), count }]),
    tab('names', 'Names & constants', 'names', () => namesDocument(code)),
  ]
}

function sourceTab(reference: Shown['references'][number]): Tab {
  return tab('source', 'Source', 'python', () => sourceDocument(reference))
}

function textTab(
  id: 'config' | 'text',
  { name, at }: { readonly name: string; readonly at: Location },
  { report, found }: { readonly report: Report; readonly found: FoundBytes },
): Tab {
  const { bytes } = found
  const type = typeOf(report, found)
  const open = (): TextDocument =>
    documentOf(textLines(bytes, type), {
      kind: 'value',
      at: [at],
      name: `${name}.${type === 'text' ? 'txt' : type}`,
      content: bytes,
    })
  const language = type === 'text' ? 'plaintext' : type
  return tab(id, id === 'config' ? 'Config' : type.toUpperCase(), language, open)
}

/** By the part that the bytes are of; of a file by how they begin. */
function typeOf({ parts, format }: Report, { base, bytes }: FoundBytes): 'json' | 'yaml' | 'text' {
  const key = locationKey(base)
  const type = parts.find(({ location }) => locationKey(location) === key)?.type
  if (type === 'json' || type === 'yaml') return type
  if (type !== undefined) return 'text'
  if (format === 'model-yaml') return 'yaml'
  return bytes[0] === BRACE ? 'json' : 'text'
}

function tab(id: TabId, title: string, language: Language, open: () => TextDocument): Tab {
  return { id, title, count: null, language, open }
}
