// The engine's only door: hosts import from here, the page only its types.
export { byteSource, bytesSource, type ByteSource } from './bytes/ByteSource.ts'
export { cachedSource } from './bytes/cachedSource.ts'
export { ParseError } from './bytes/ParseError.ts'
export type * from './encodings/hdf5/Hdf5.ts'
export type * from './model/Finding.ts'
export type * from './model/Layer.ts'
export type * from './model/Listing.ts'
export type * from './model/Location.ts'
export type * from './model/ModelPart.ts'
export type * from './model/Problem.ts'
export type * from './model/Report.ts'
export type * from './model/Yara.ts'
export {
  analyzeContent,
  analyzeStructure,
  needsHdf5,
  withoutContentPass,
  type FirstPass,
} from './analyze.ts'
export type { ContentOptions, Progress, Upload } from './Upload.ts'
export { escapeText } from './escapeText.ts'
export { groupFiles, type FileGroup } from './model/groupFiles.ts'
export { stoppedReport } from './stopped.ts'
export { toJson, toJsonLine } from './toJson.ts'
export type { Tools } from './formats/Format.ts'
export { exitCode } from './detectors/exitCode.ts'
