import type { CodeObject, Location, Report, Stage } from '../../engine/index.ts'
import { locationKey } from '../../engine/model/Location.ts'
import type { Language } from '../shared/monaco/Language.ts'
import { counted } from '../shared/quantities.ts'
import { MACHINE_WORDS } from './machineWords.ts'
import { holds, isInConfig, type Shown } from './shown.ts'
import { stageCode, stageLocations } from './stages.ts'
import type { TextDocument } from './TextDocument.ts'
import { textLines } from './textLines.ts'
import {
  disassemblyDocument,
  documentOf,
  namesDocument,
  sourceDocument,
  stringsDocument,
  writtenDocument,
} from './toDocument.ts'
import type { FoundBytes } from './useBytes.ts'

export type TabId = 'source' | 'disassembly' | 'strings' | 'names' | 'written' | 'config' | 'text'

const BRACE = 0x7b

/** One way to look at the subject; its document is made when it is opened. */
export interface Tab {
  readonly id: TabId
  readonly title: string
  /** Behind the title: how many, or how far. */
  readonly note: number | string | null
  readonly language: Language
  /** The code object that it shows; null for text. */
  readonly code: CodeObject | null
  /** What it shows, in a few words. */
  readonly about: string
  readonly open: () => TextDocument
}

/** The tabs that apply, the most telling one first. `found` are the bytes of the layer's configuration or the part. */
export function tabsFor(shown: Shown, report: Report, found: FoundBytes | null): readonly Tab[] {
  const { code, references, stage } = shown
  if (code !== null && stage !== null) return stageTabs(code, stage)
  const written = references.find(({ kind }) => kind === 'source')
  return [
    ...(code === null ? [] : codeTabs(code)),
    ...(written === undefined ? [] : [writtenTab(written)]),
    ...(found === null ? [] : textTabs(shown, { report, found })),
  ]
}

/** The layer's configuration, or the part when it is text. */
function textTabs(
  { layer, part }: Shown,
  bytes: { readonly report: Report; readonly found: FoundBytes },
): readonly Tab[] {
  const isText = part !== null && part.type !== 'payload' && part.type !== 'bytes'
  return [
    ...(layer === null ? [] : [textTab('config', { name: layer.name, at: layer.at }, bytes)]),
    ...(isText ? [textTab('text', { name: part.name, at: part.location }, bytes)] : []),
  ]
}

/** The tab that shows a location best; of source and disassembly `side`, and no source where there is none. */
export function bestTab(
  tabs: readonly Tab[],
  shown: Shown,
  highlight: Location | null,
  side: 'source' | 'disassembly',
): Tab | null {
  const wanted = highlight === null ? null : textThatHolds(shown, highlight)
  const preferred = shown.code?.sourceStatus === 'none' ? 'disassembly' : side
  const byId = (id: TabId | null): Tab | undefined => tabs.find((tab) => tab.id === id)
  return byId(wanted) ?? byId(preferred) ?? tabs[0] ?? null
}

/** The tab beside those of the code in which a location lies; null when it lies in the code, or elsewhere. */
function textThatHolds({ code, layer, references }: Shown, location: Location): TabId | null {
  if (code !== null && holds(code, location)) return null
  const key = locationKey(location)
  const isWritten = references.some(
    (reference) => reference.kind === 'source' && locationKey(reference.location) === key,
  )
  if (isWritten) return 'written'
  return layer !== null && isInConfig(layer, location) ? 'config' : null
}

/** Source without source is shown as what there is: the disassembly. */
function codeTabs(code: CodeObject): readonly Tab[] {
  const { strings, sourceStatus } = code
  const words = MACHINE_WORDS[code.machine]
  const isNone = sourceStatus === 'none'
  const source = {
    id: 'source',
    title: 'Source',
    language: isNone ? 'disassembly' : 'python',
  } as const
  const base = { note: null, code }
  return [
    {
      ...base,
      ...source,
      note: sourceStatus === 'complete' ? null : sourceStatus,
      about: '',
      open: () => (isNone ? disassemblyDocument(code) : sourceDocument(code)),
    },
    {
      ...base,
      id: 'disassembly',
      title: 'Disassembly',
      language: 'disassembly',
      about: words.disassembly(code),
      open: () => disassemblyDocument(code),
    },
    ...(strings.length === 0 ? [] : [stringsTab(code)]),
    {
      ...base,
      id: 'names',
      title: 'Names',
      language: 'names',
      about: words.names,
      open: () => namesDocument(code),
    },
  ]
}

function stringsTab(code: CodeObject): Tab {
  return {
    id: 'strings',
    title: 'Strings',
    note: code.strings.length,
    language: 'strings',
    code,
    about: 'In its constants and names, at their offsets',
    open: () => stringsDocument(code),
  }
}

/** What a stage comes to. */
function stageTabs(code: CodeObject, stage: Stage): readonly Tab[] {
  const { result } = stage
  const text = { id: 'text', note: null, code: null } as const
  const document = (content: string): TextDocument =>
    documentOf(textLines(new TextEncoder().encode(content), 'text'), {
      kind: 'range',
      at: stageLocations(code, stage),
      name: `${stage.id}.${result.kind === 'text' && result.language === 'python' ? 'py' : 'txt'}`,
      content,
    })
  switch (result.kind) {
    case 'code':
      return codeTabs(stageCode(code, stage, result.listing))
    case 'text': {
      const isPython = result.language === 'python'
      const title = isPython ? 'Source' : 'Text'
      const language = isPython ? 'python' : 'plaintext'
      const about = isPython ? 'As the stage spells it out' : 'What the stage comes to'
      return [{ ...text, title, language, about, open: () => document(result.text) }]
    }
    case 'pickle': {
      const open = (): TextDocument => document(result.globals.join('\n'))
      const about = 'Globals that the pickle imports when it is loaded'
      return [{ ...text, title: 'Pickle', language: 'plaintext', about, open }]
    }
    case 'bytes': {
      const open = (): TextDocument =>
        document(`${counted(result.size, 'byte')}\nSHA-256 ${result.sha256}`)
      const about = 'Neither text nor code nor a pickle'
      return [{ ...text, title: 'Bytes', language: 'plaintext', about, open }]
    }
  }
}

function writtenTab(reference: Shown['references'][number]): Tab {
  return {
    id: 'written',
    title: 'Written source',
    note: null,
    language: 'python',
    code: null,
    about: 'Source text that the file holds in place of bytecode',
    open: () => writtenDocument(reference),
  }
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
  return {
    id,
    title: id === 'config' ? 'Config' : type.toUpperCase(),
    note: null,
    language: type === 'text' ? 'plaintext' : type,
    code: null,
    about:
      type === 'json' ? 'As it stands in the file, a value a line' : 'As it stands in the file',
    open,
  }
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
