import type { Analysis } from '../engine/index.ts'
import { limitMs } from './limits.ts'
import type { DroppedModel, Order } from './Message.ts'
import { keepSpare, SILENCE_MS, takeWorker } from './spare.ts'
import { watch, type Update } from './watch.ts'

export {
  groupFiles as groupDropped,
  journalKey,
  toCsv,
  toJson as reportJson,
  toJsonLines,
  toRow,
} from '../engine/index.ts'
export { AddressError, type HubAddress } from '../hub/address/HubAddress.ts'
export { parseAddress } from '../hub/address/parseAddress.ts'
export { contentUrl, fileDetails, listFiles, listRefs, pin } from '../hub/api/hub.ts'
export { isAnalysable } from '../hub/api/isAnalysable.ts'
export { forShow } from '../hub/elsewhere/forShow.ts'
export { parseElsewhere, type Elsewhere } from '../hub/elsewhere/parseElsewhere.ts'
export { pointedAt, type Pointer } from '../hub/elsewhere/Pointer.ts'
export { probeElsewhere, type Probed } from '../hub/elsewhere/probeElsewhere.ts'
export type { HubConnection } from '../hub/api/HubConnection.ts'
export { HubError } from '../hub/api/HubModel.ts'
export type * from '../hub/api/HubModel.ts'
export {
  createExaminer,
  presenceOf,
  type Examined,
  type Examiner,
  type Wanted,
} from '../hub/history/examineOnce.ts'
export type { FileRevision, HistoryEnd } from '../hub/history/FileRevision.ts'
export {
  findOrigin,
  turnsOf,
  type Origin,
  type Presence,
  type Turn,
} from '../hub/history/findOrigin.ts'
export { walkHistory, type HistoryWalk } from '../hub/history/walkHistory.ts'
export { openLayout, runBytesJob, type OpenedLayout } from './bytes/client.ts'
export type { BytesPlace } from './bytes/BytesOrder.ts'
export {
  parseSums,
  readVersions,
  SERVICE_WORKER_FILE,
  SUMS_FILE,
  writeVersion,
} from './offlineCopy.ts'
export type { Interruption } from '../hub/ranges/Interrupted.ts'
export type { Cost } from '../hub/ranges/Kept.ts'
export type { RemoteModel } from '../hub/ranges/openRemote.ts'
export type { DroppedModel, KeptBlobs } from './Message.ts'
export { readCodeAs } from './readCodeAs.ts'
export { analyzeRemote, downloadRemote, type Download, type DownloadProgress } from './remote.ts'
export { prepareWorker } from './spare.ts'
export { startModuleWorker } from './startWorker.ts'
export type { Update } from './watch.ts'

export {
  bytePattern,
  codePattern,
  formatRules,
  joinRuleFiles,
  parseRules,
  splitRuleFiles,
  tokensOf,
} from '../engine/index.ts'
export type { RuleText } from '../engine/index.ts'
export type { BenchProgress, BenchRun } from './yara/BenchRun.ts'
export { createYaraBench, type YaraBench } from './yara/YaraBench.ts'
export { startYaraWorker } from './yara/startYaraWorker.ts'
export type { FileMatch, HeldModel } from './yara/YaraMessage.ts'

/** The bundled YARA rules by file name, loaded when asked for. */
export async function bundledRules(): Promise<readonly (readonly [string, string])[]> {
  const { BUNDLED_RULE_FILES } = await import('../wasm/yara/rules/bundled.ts')
  return BUNDLED_RULE_FILES
}

/**
 * Analyses one model in a worker, with YARA `rules` beside the bundled ones. Resolves with the last analysis, also when the worker hung or died: the report
 * then says so in a `stopped` problem. Rejects with an `AbortError`, at once, when `signal` is aborted.
 */
export async function analyzeFile(
  model: DroppedModel,
  signal: AbortSignal,
  onUpdate: (update: Update) => void,
  rules = '',
): Promise<Analysis> {
  signal.throwIfAborted()
  const worker = takeWorker()
  const size = model.files.reduce((sum, { file }) => sum + file.size, 0)
  const limits = { silenceMs: SILENCE_MS, limitMs: limitMs(size) }
  const keep = (): void => keepSpare(worker, size)
  const watched = watch({ worker, name: model.name, size, ...limits, keep }, signal, onUpdate)
  worker.postMessage({ kind: 'analyze', model, rules } satisfies Order)
  const ending = await watched
  if (ending.kind === 'analysed') return ending.analysis
  throw new Error('a local file was refused')
}
