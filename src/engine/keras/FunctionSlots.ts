import { itemsOf, member, type JsonNode } from '../encodings/json/Json.ts'
import { within, type Location } from '../model/Location.ts'
import type { FunctionSlot, FunctionValue, ModelPart, OddityKind } from '../model/ModelPart.ts'
import { problemPart } from '../model/toPart.ts'
import { callArguments } from './callArguments.ts'
import { decodeCode, type Code } from './decodeCode.ts'
import { outsideParts } from './findOutside.ts'
import { jsonText } from './jsonText.ts'
import { below, depthOf, type KeyPath } from './KeyPath.ts'
import { moduleBeside, slotName, typeBeside, valueWithin } from './places.ts'
import type { Spot } from './Spot.ts'
import type { Visit } from './walk.ts'

interface Arguments {
  readonly defaults: JsonNode | undefined
  readonly closure: JsonNode | undefined
}

const NAME = /^([\p{L}_][\p{L}\p{N}_]*|<lambda>)([.>][\p{L}_][\p{L}\p{N}_]*)*$/u // also dotted, and `package>name`
const CONTROL = /[\p{Cc}\p{Cn}\p{Co}]/u
const LINE_BREAKS = /[\t\n\r]/g
const BASE64 = /^[A-Za-z0-9+/=\n]{60,}$/ // no name or source is so long without a space or a line below
const MAX_SOURCE = 100_000 // characters kept of source text
const MIN_ENCODED = 1024 // characters: no name, path or token is as long
const ENCODED = /^[A-Za-z0-9+/=_\r\n-]+$/

/** Gathers the functions of one configuration. */
export class FunctionSlots {
  readonly parts: ModelPart[] = []
  readonly #taken = new Set<JsonNode>()
  readonly #known = new Set<JsonNode>()
  #isDeep = false
  readonly #at: Location

  constructor(at: Location) {
    this.#at = at
  }

  /** Whether a value was read as part of a function that stands above it. */
  isTaken(node: JsonNode): boolean {
    return this.#taken.has(node)
  }

  /** `__lambda__` of Keras 3, with `code` or with `value: [code, defaults, closure]`. */
  addLambda(visit: Visit<Spot>, config: JsonNode | undefined): void {
    const code = member(config, 'code') ?? member(config, 'value')
    const [first, defaults, closure] = itemsOf(code)
    const text = code?.kind === 'array' ? first : code
    if (text?.kind !== 'string') return this.#addUndecodable(visit, 'it holds no code')
    const dumped = member(config, 'defaults') ?? defaults
    const args = { defaults: dumped, closure: member(config, 'closure') ?? closure }
    this.#addDumped(visit, text, { args, path: pathOfCode(visit.path, config) })
  }

  /** `[code, defaults, closure]`; in a place that is not for functions only when it begins like code. */
  addDump(visit: Visit<Spot>, code: TextNode, args: Arguments): void {
    const holdsFunction = visit.context.use === 'function'
    if (!holdsFunction && decodeCode(code.text, false).length === 0) return
    const isTuple = visit.node.kind === 'object'
    const path = below(isTuple ? below(visit.path, 'items') : visit.path, 0)
    this.#addDumped(visit, code, { args, path })
  }

  /** Text in a place for functions: code, a name or Python source. */
  addText(visit: Visit<Spot>, text: string): void {
    const { object, key } = visit.context
    const isLambda = typeBeside(object, key) === 'lambda'
    if (this.#addDecoded(visit, decodeCode(text, isLambda), NO_ARGUMENTS)) return
    const isBase64 = BASE64.test(text)
    if (NAME.test(text) && !isBase64) {
      const called = key === 'function' ? callArguments(visit.context.owner.node) : null
      return this.addName(visit, text, moduleBeside(object, key), called)
    }
    if (CONTROL.test(text.replace(LINE_BREAKS, '')) || isBase64)
      return this.#addUndecodable(visit, `${text.length} characters are neither code nor a name`)
    this.#add(visit, { kind: 'source', text: text.slice(0, MAX_SOURCE) })
  }

  /** Text anywhere else, when it begins like code; or long text that could be the code of something else. */
  addCode(visit: Visit<Spot>, text: string): void {
    if (this.#isKnown(visit.node)) return
    if (this.#addDecoded(visit, decodeCode(text, false), NO_ARGUMENTS)) return
    if (text.length >= MIN_ENCODED && ENCODED.test(text))
      this.#addOddity(
        visit,
        'encoded-constant',
        `${text.length} characters of base64 or hexadecimal`,
      )
  }

  /** A list of so many values that it only costs time and memory. */
  addHuge(visit: Visit<Spot>, count: number): void {
    this.#addOddity(visit, 'huge-constant', `a list of ${count} values`)
  }

  /** Values nest deeper than any writer nests them; said once. */
  addDeep({ path, node }: Visit<Spot>): void {
    if (this.#isDeep) return
    this.#isDeep = true
    const detail = `values nest in each other to ${depthOf(path)} levels and more`
    const at = valueWithin(this.#at, path, node)
    this.parts.push({ kind: 'oddity', oddity: { what: 'json-oddity', detail, at } })
  }

  #addOddity({ path, context, node }: Visit<Spot>, what: OddityKind, held: string): void {
    const detail = `${slotName(path, context.depth)} holds ${held}`
    const at = valueWithin(this.#at, path, node)
    this.parts.push({ kind: 'oddity', oddity: { what, detail, at } })
  }

  /** A name, and what the loader or the layer calls it with. */
  addName(
    visit: Visit<Spot>,
    name: string,
    module: string | null,
    called: string | null = null,
  ): void {
    this.#add(visit, { kind: 'name', name, arguments: called }, module)
  }

  /** What leads out of the file from the object that is visited. */
  addWaysOut(visit: Visit<Spot>): void {
    if (this.#isKnown(visit.node)) return
    this.parts.push(...outsideParts(visit, this.#at))
  }

  /** Whether a value was met before: aliases of YAML repeat one value without end. */
  #isKnown(node: JsonNode): boolean {
    const isKnown = this.#known.has(node)
    this.#known.add(node)
    return isKnown
  }

  /** Says that not every value was visited. */
  tooMany(): ModelPart {
    const message = 'the configuration repeats so many values that not all were searched for code'
    return problemPart('limit', message, this.#at)
  }

  #addDumped(
    visit: Visit<Spot>,
    code: TextNode,
    { args, path }: { args: Arguments; path: KeyPath },
  ): void {
    this.#taken.add(code)
    const dumped = { ...visit, node: code, path }
    const { use } = visit.context
    const found = decodeCode(code.text, use !== 'value' || visit.node.kind === 'object')
    if (this.#addDecoded(dumped, found, args, visit)) return
    this.#addUndecodable(
      visit,
      `its ${code.text.length} characters of code decode to no code object`,
    )
  }

  /** Adds one slot for each way to read the text; false when there is none. */
  #addDecoded(
    { node, path, context }: Visit<Spot>,
    codes: readonly Code[],
    args: Arguments,
    named: Visit<Spot> = { node, path, context },
  ): boolean {
    const value = valueWithin(this.#at, path, node)
    const length = node.kind === 'string' ? node.text.length : node.length
    for (const { encoding, bytes, oddities } of codes) {
      const payload = { kind: 'payload', name: 'code', offset: 0, length, via: encoding } as const
      const defaults = jsonText(args.defaults)
      const closure = jsonText(args.closure)
      const bytecode = {
        kind: 'bytecode',
        machine: 'cpython',
        bytes,
        encoding,
        defaults,
        closure,
      } as const
      this.#push(named, bytecode, within(value, payload))
      for (const detail of oddities)
        this.parts.push({ kind: 'oddity', oddity: { what: 'payload-oddity', detail, at: value } })
    }
    return codes.length > 0
  }

  #addUndecodable(visit: Visit<Spot>, reason: string): void {
    this.#add(visit, { kind: 'undecodable', reason })
  }

  #add(visit: Visit<Spot>, value: FunctionValue, module?: string | null): void {
    this.#push(visit, value, valueWithin(this.#at, visit.path, visit.node), module)
  }

  #push(
    { path, context }: Visit<Spot>,
    value: FunctionValue,
    at: Location,
    module: string | null = moduleBeside(context.object, context.key),
  ): void {
    const { owner, depth } = context
    const slot: FunctionSlot = {
      layer: owner.id === '' ? null : owner.id,
      layerClass: owner.id === '' ? null : owner.className,
      slot: slotName(path, depth),
      module,
      value,
      at,
    }
    this.parts.push({ kind: 'function', slot })
  }
}

type TextNode = Extract<JsonNode, { kind: 'string' }>

const NO_ARGUMENTS: Arguments = { defaults: undefined, closure: undefined }

function pathOfCode(path: KeyPath | null, config: JsonNode | undefined): KeyPath {
  const key = member(config, 'code') === undefined ? 'value' : 'code'
  const code = below(below(path, 'config'), key)
  return member(config, key)?.kind === 'array' ? below(code, 0) : code
}
