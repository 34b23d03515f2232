import type { Location, Report } from '../../engine/index.ts'
import { bytesAt } from '../shared/bytesAt.ts'
import { escapeText } from '../shared/escapeText.ts'
import { locationKey } from '../shared/location.ts'
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

export type TabId = 'disassembly' | 'strings' | 'names' | 'source' | 'config' | 'text'

/** One way to look at the subject; its document is made when it is opened. */
export interface Tab {
  readonly id: TabId
  readonly title: string
  readonly count: number | null
  readonly language: Language
  readonly open: () => TextDocument
}

/** The tabs that apply, the most telling one first. */
export function tabsFor(
  shown: Shown,
  report: Report,
  contents: ReadonlyMap<string, Uint8Array>,
): readonly Tab[] {
  const { code, layer, references, part } = shown
  const source = references.find(({ kind }) => kind === 'source')
  return [
    ...(code === null ? [] : codeTabs(code)),
    ...(source === undefined ? [] : [sourceTab(source)]),
    ...(layer === null
      ? []
      : textTab('config', { name: layer.name, at: layer.at }, { report, contents })),
    ...(part === null || part.type === 'payload' || part.type === 'bytes'
      ? []
      : textTab('text', { name: part.name, at: part.location }, { report, contents })),
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
      : [{ ...tab('strings', 'Strings', 'plaintext', () => stringsDocument(code)), count }]),
    tab('names', 'Names & constants', 'names', () => namesDocument(code)),
  ]
}

function sourceTab(reference: Shown['references'][number]): Tab {
  return tab('source', 'Source', 'python', () => sourceDocument(reference))
}

/** None when the bytes are not here: they are then only in the file, where Hex shows them. */
function textTab(
  id: 'config' | 'text',
  { name, at }: { readonly name: string; readonly at: Location },
  known: { readonly report: Report; readonly contents: ReadonlyMap<string, Uint8Array> },
): readonly Tab[] {
  const found = bytesAt(at, [], known.contents)
  if (found.kind === 'absent' || found.store.kind !== 'memory') return []
  const bytes = found.store.bytes.subarray(found.offset, found.offset + found.length)
  const type = typeOf(known.report, found.base)
  const open = (): TextDocument =>
    documentOf(textLines(bytes, type), {
      kind: 'value',
      at: [at],
      name: `${name}.${type}`,
      content: bytes,
    })
  const language = type === 'text' ? 'plaintext' : type
  return [tab(id, id === 'config' ? 'Config' : escapeText(type.toUpperCase()), language, open)]
}

function typeOf({ parts }: Report, base: Location): 'json' | 'yaml' | 'text' {
  const key = locationKey(base)
  const type = parts.find(({ location }) => locationKey(location) === key)?.type
  return type === 'json' || type === 'yaml' ? type : 'text'
}

function tab(id: TabId, title: string, language: Language, open: () => TextDocument): Tab {
  return { id, title, count: null, language, open }
}
