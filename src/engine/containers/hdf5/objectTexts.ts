import { ParseError } from '../../bytes/ParseError.ts'
import type { Attribute } from '../../encodings/hdf5/attributeMessage.ts'
import type { Text } from '../../encodings/hdf5/attributeText.ts'
import { attributesOf, objectAt, textsOf, type Structure } from '../../encodings/hdf5/structure.ts'
import { rangeWithin, within, type Location, type Window } from '../../model/Location.ts'
import type { Problem } from '../../model/Problem.ts'
import { joinedTexts } from './joinedTexts.ts'
import type { NamedText } from './NamedText.ts'
import { faultProblem, valueOrError, type Readers } from './readers.ts'
import { sameBytes } from './sameBytes.ts'

export type { NamedText } from './NamedText.ts'

export interface ObjectTexts {
  readonly texts: readonly NamedText[]
  readonly problems: readonly Problem[]
}

/** Every text attribute of the object at `path`, by both readers. Where they differ is a problem, and both are kept. */
export function readObjectTexts(readers: Readers, path: string, at: Location): ObjectTexts {
  const place: Place = { path, at, problems: [] }
  const own = readOwn(readers.structure, place)
  const theirs = readTheirs(readers, own, place)
  const texts: NamedText[] = []
  for (const name of new Set([...own.texts.keys(), ...theirs.keys()])) {
    const standing = own.texts.get(name) ?? []
    const loaded = theirs.get(name)
    if (loaded !== undefined && !sameTexts(standing[0] ?? [], loaded)) {
      if (standing.length > 0)
        note(place, `a loader reads another ${name} than the one that stands in the structure`)
      texts.push(...loaded.map((bytes) => derivedText(bytes, name, place)))
    }
    texts.push(...standing.flat())
  }
  return { texts: [...texts, ...joinedTexts(texts)], problems: place.problems }
}

/** The texts of an attribute that was met in a walk. Throws `ParseError`. */
export function attributeTexts(
  structure: Structure,
  attribute: Attribute,
  place: Pick<Place, 'path' | 'at'>,
): readonly NamedText[] {
  return textsOf(structure, attribute).map((text, index, { length }) => {
    const name = length === 1 ? attribute.name : `${attribute.name}[${index}]`
    return standingText(text, name, { ...place, attribute: attribute.name })
  })
}

interface Place {
  readonly path: string
  readonly at: Location
  readonly problems: Problem[]
}

interface Own {
  /** By name, a list for each attribute of that name: a crafted header may hold several. */
  readonly texts: ReadonlyMap<string, readonly (readonly NamedText[])[]>
  /** Names that the library is not asked for: no text, or a text that is broken. */
  readonly others: ReadonlySet<string>
  /** Whether the object itself can be read without a fault. */
  readonly isSound: boolean
}

function readOwn(structure: Structure | null, place: Place): Own {
  const texts = new Map<string, (readonly NamedText[])[]>()
  const others = new Set<string>()
  const header = structure === null ? undefined : objectAt(structure, place.path)
  if (structure === null || header === undefined) return { texts, others, isSound: true }
  const { attributes, faults } = attributesOf(structure, header)
  for (const fault of faults) place.problems.push(faultProblem(fault, place.at, place.path))
  for (const attribute of attributes) {
    const { name, datatype } = attribute
    const found = valueOrError(() => attributeTexts(structure, attribute, place))
    if (found instanceof ParseError) note(place, found.message, found.offset)
    if (found instanceof ParseError || datatype.text === null) others.add(name)
    else texts.set(name, [...(texts.get(name) ?? []), found])
  }
  return { texts, others, isSound: faults.length === 0 }
}

/** What the library reads. It can spin for ever on what is broken, so it is asked only for what is sound. */
function readTheirs(
  { library }: Readers,
  { others, isSound }: Own,
  place: Place,
): ReadonlyMap<string, readonly Uint8Array[]> {
  const texts = new Map<string, readonly Uint8Array[]>()
  if (library === null || !isSound) return texts
  const names = valueOrError(() => library.attributeNames(`/${place.path}`))
  if (names instanceof ParseError) {
    note(place, names.message)
    return texts
  }
  for (const name of names) {
    if (others.has(name)) continue
    const value = valueOrError(() => library.attribute(`/${place.path}`, name))
    if (value instanceof ParseError) note(place, value.message)
    else texts.set(name, value.kind === 'texts' ? value.texts : [])
  }
  return texts
}

function note({ path, at, problems }: Place, message: string, offset = 0): void {
  problems.push(faultProblem({ kind: 'malformed', message, offset }, at, path))
}

function sameTexts(standing: readonly NamedText[], loaded: readonly Uint8Array[]): boolean {
  return (
    standing.length === loaded.length &&
    standing.every(({ bytes }, index) => sameBytes(bytes, loaded[index]))
  )
}

/** A text where it stands in the file. */
function standingText(
  { bytes, offset, hidden }: Text,
  name: string,
  { path, at, attribute }: Pick<Place, 'path' | 'at'> & { readonly attribute: string },
): NamedText {
  const length = bytes.length
  const window = within(at, windowOf({ path, name, offset: offset, length, via: 'same' }))
  const behind = { kind: 'range', name: `behind ${name}`, offset: offset + length } as const
  return {
    path,
    attribute,
    bytes,
    at: window,
    hidden: hidden.length === 0 ? null : rangeWithin(at, { ...behind, length: hidden.length + 1 }),
  }
}

/** A text that only the library found: its place is not known. */
function derivedText(bytes: Uint8Array, name: string, { path, at }: Place): NamedText {
  const place = { path, name, offset: null, length: bytes.length, via: 'text' } as const
  return { path, attribute: name, bytes, at: within(at, windowOf(place)), hidden: null }
}

function windowOf({
  path,
  name,
  ...rest
}: Pick<Window, 'name' | 'offset' | 'length' | 'via'> & { path: string }): Window {
  return { kind: 'attribute', name: path === '' ? name : `${path}/${name}`, ...rest }
}
