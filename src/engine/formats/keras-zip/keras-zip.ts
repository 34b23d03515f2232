// The `.keras` archive of Keras 3 and tf.keras since 2.12, and the folder that it unpacks to.
// https://github.com/keras-team/keras/blob/v3.15.0/keras/src/saving/saving_lib.py
import type { ByteSource } from '../../bytes/ByteSource.ts'
import { readMember } from '../../encodings/zip/readMember.ts'
import { readZip, zipNames } from '../../encodings/zip/readZip.ts'
import type { InnerFile } from '../../model/ModelPart.ts'
import type { Format } from '../Format.ts'
import { lateChecksumParts, readArchive } from './archive.ts'
import { folderMembers } from './folder.ts'
import { isModelText, MAX_CONFIG_BYTES } from './isModelText.ts'
import { CONFIG, isWeights } from './members.ts'
import { modelParts } from './modelParts.ts'

export const kerasZip: Format = {
  id: 'keras-zip',
  title: 'Keras archive (.keras)',
  explanation:
    'A model as Keras 3 saves it: its configuration is examined with all code in it, and every other file of the archive as a file of its own',
  needsHdf5: true,
  matches: (input) => (input.isFolder ? folderMembers(input) !== null : isArchive(input.main)),
  *parts(input) {
    if (input.isFolder) {
      yield* modelParts(folderMembers(input) ?? [])
      return
    }
    const members = yield* readArchive(input.main, readZip(input.main.source))
    yield* modelParts(members)
  },
  details: ({ isFolder, main }) => (isFolder ? [] : lateChecksumParts(main, readZip(main.source))),
}

/** `config.json` alone says little: many libraries write one. */
function isArchive({ source }: InnerFile): boolean {
  const names = zipNames(source)
  if (!names.has(CONFIG)) return false
  return [...names].some(isWeights) || isModelText(() => archivedConfig(source))
}

/** The configuration that Python would read. Throws `ParseError` when it is too large or cannot be read. */
function archivedConfig(source: ByteSource): Uint8Array {
  const entry = readZip(source).members.get(CONFIG)
  return entry === undefined ? new Uint8Array(0) : readMember(source, entry, MAX_CONFIG_BYTES).bytes
}
