// An HDF5 file by its own structures: what stands where, which no library tells.
import type { ByteSource } from '../../bytes/ByteSource.ts'
import { AddressSpace, attempt, type Fault } from './AddressSpace.ts'
import type { Attribute } from './attributeMessage.ts'
import { readTexts, type Text } from './attributeText.ts'
import type { Range } from './dataset.ts'
import type { Link } from './linkMessage.ts'
import { readAttributes, readLinks } from './objectContents.ts'
import { readObjectHeader, type ObjectHeader } from './objectHeader.ts'
import { readSuperblock, type Superblock } from './superblock.ts'

export interface Structure {
  readonly space: AddressSpace
  readonly superblock: Superblock
  readonly root: ObjectHeader
}

/** Reads the superblock and the header of the root. Throws `ParseError` when either makes no sense. */
export function openStructure(source: ByteSource): Structure {
  const superblock = readSuperblock(source)
  const space = new AddressSpace(source, { ...superblock, base: superblock.offset })
  return { space, superblock, root: readObjectHeader(space, superblock.rootAddress) }
}

/** An object's attributes, with what kept others from being read. */
export function attributesOf(
  { space }: Structure,
  header: ObjectHeader,
): { readonly attributes: readonly Attribute[]; readonly faults: readonly Fault[] } {
  const faults: Fault[] = [...header.faults]
  const attributes = [...readAttributes(space, header, faults)]
  return { attributes, faults }
}

/** A group's links, none of them followed, with what kept others from being read. */
export function linksOf(
  { space }: Structure,
  header: ObjectHeader,
): { readonly links: readonly Link[]; readonly faults: readonly Fault[] } {
  const faults: Fault[] = []
  const links = [...readLinks(space, header, faults)]
  return { links, faults }
}

/** The texts of an attribute. Throws `ParseError`. */
export function textsOf({ space }: Structure, attribute: Attribute): readonly Text[] {
  return readTexts(space, attribute)
}

/** The header of the object at `path` by hard links alone; undefined when they do not lead there. */
export function objectAt(structure: Structure, path: string): ObjectHeader | undefined {
  let header: ObjectHeader | undefined = structure.root
  for (const name of path.split('/'))
    if (name !== '' && header !== undefined) header = childOf(structure, header, name)
  return header
}

function childOf(
  structure: Structure,
  header: ObjectHeader,
  name: string,
): ObjectHeader | undefined {
  const link = linksOf(structure, header).links.find((found) => found.name === name)
  if (link?.kind !== 'hard') return undefined
  return attempt([], () => readObjectHeader(structure.space, link.address))
}

/** Where in the file the text of attribute `name` of the object at `path` stands, in one piece; null when nowhere. */
export function attributeRange(source: ByteSource, path: string, name: string): Range | null {
  const structure = openStructure(source)
  const header = objectAt(structure, path)
  if (header === undefined) return null
  const attribute = attributesOf(structure, header).attributes.find((found) => found.name === name)
  const texts = attribute === undefined ? [] : textsOf(structure, attribute)
  const [text, ...others] = texts
  if (text === undefined || others.length > 0) return null
  return { offset: text.offset, length: text.bytes.length }
}
