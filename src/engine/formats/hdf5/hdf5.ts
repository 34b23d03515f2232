// HDF5 files that Keras did not write: https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html
import { hiddenConfigParts } from '../../containers/hdf5/configParts.ts'
import { detailParts, firstParts } from '../../containers/hdf5/hdf5Parts.ts'
import { readObjectTexts } from '../../containers/hdf5/objectTexts.ts'
import { problemPart, valueOrError, type Readers } from '../../containers/hdf5/readers.ts'
import { withZipBehind } from '../../containers/zip/zipBehind.ts'
import { findSignature } from '../../encodings/hdf5/superblock.ts'
import type { InnerFile, ModelPart } from '../../model/ModelPart.ts'
import type { Format } from '../Format.ts'

export const hdf5: Format = {
  id: 'hdf5',
  title: 'HDF5',
  explanation:
    'An HDF5 file without the marks of Keras; its attributes are searched for models, and every dataset is listed, but not the values in it',
  needsHdf5: true,
  matches({ isFolder, main }) {
    const offset = isFolder ? null : valueOrError(() => findSignature(main.source))
    return typeof offset === 'number'
  },
  parts: ({ main }, tools) =>
    withZipBehind(
      firstParts(main, tools.hdf5, (readers) => hiddenParts(readers, main)),
      main,
    ),
  details: ({ main }) => detailParts(main, ['']),
}

function* hiddenParts(readers: Readers, { at }: InnerFile): Iterable<ModelPart> {
  const { texts, problems } = readObjectTexts(readers, '', at)
  yield* problems.map(problemPart)
  for (const text of texts) yield* hiddenConfigParts(text)
}
