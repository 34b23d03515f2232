import type { Format } from './Format.ts'
import { base64Text } from './base64-text/base64-text.ts'
import { compressed } from './compressed/compressed.ts'
import { gguf } from './gguf/gguf.ts'
import { gitLfs } from './git-lfs/git-lfs.ts'
import { hdf5 } from './hdf5/hdf5.ts'
import { kerasHdf5 } from './keras-hdf5/keras-hdf5.ts'
import { kerasMetadata } from './keras-metadata/keras-metadata.ts'
import { kerasZip } from './keras-zip/keras-zip.ts'
import { modelJson } from './model-json/model-json.ts'
import { modelYaml } from './model-yaml/model-yaml.ts'
import { npy } from './npy/npy.ts'
import { npz } from './npz/npz.ts'
import { onnx } from './onnx/onnx.ts'
import { otherArchive } from './other-archive/other-archive.ts'
import { pickle } from './pickle/pickle.ts'
import { pytorchZip } from './pytorch-zip/pytorch-zip.ts'
import { safetensors } from './safetensors/safetensors.ts'
import { savedModel } from './saved-model/saved-model.ts'
import { skops } from './skops/skops.ts'
import { tarArchive } from './tar-archive/tar-archive.ts'
import { tensorflowParts } from './tensorflow-parts/tensorflow-parts.ts'
import { tflite } from './tflite/tflite.ts'
import { zipArchive } from './zip-archive/zip-archive.ts'

/** Every format, in order of trial: the surest signature first. */
export const FORMATS: readonly Format[] = [
  gitLfs,
  tarArchive,
  compressed,
  otherArchive,
  kerasZip,
  pytorchZip,
  npz,
  skops,
  zipArchive, // after every format that is a zip archive
  npy,
  gguf,
  tflite,
  safetensors,
  kerasHdf5, // after zip: its signature may stand at any power of two, and in a stored member too
  hdf5,
  kerasMetadata,
  savedModel,
  tensorflowParts,
  onnx,
  modelJson,
  modelYaml,
  pickle, // text of protocol 0 has no signature
  base64Text,
]
