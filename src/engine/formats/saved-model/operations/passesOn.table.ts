// Operations that give on what they are given, and the inputs whose texts may come out.

/** The numbers of the inputs that may come out of `output`, of `count` inputs. */
type Passing = (count: number, output: number) => readonly number[]

const all: Passing = (count) => Array.from({ length: count }, (_, index) => index)
const butFirst: Passing = (count) => all(count, 0).slice(1)
const butLast: Passing = (count) => all(count, 0).slice(0, -1)
const same: Passing = (_, output) => [output]
const only =
  (...inputs: readonly number[]): Passing =>
  () =>
    inputs

const FIRST_OF = `
  Identity Reshape ExpandDims Squeeze Snapshot StopGradient EnsureShape Unpack Switch RefIdentity Enter Exit
  NextIteration StridedSlice Slice GatherV2 Gather GatherNd Tile BroadcastTo SplitV Transpose ReverseV2 PlaceholderWithDefault
  PreventGradient DeepCopy CopyToMesh Unique UniqueV2 Where DebugIdentity DebugIdentityV2 DebugIdentityV3 Copy CopyHost
  StringToNumber GuaranteeConst UnwrapDatasetVariant WrapDatasetVariant Roll TopK DatasetToSingleElement
  BatchDataset BatchDatasetV2 CacheDataset CacheDatasetV2 FilterDataset OptionsDataset ParallelBatchDataset
  PrefetchDataset RepeatDataset ShardDataset ShuffleDataset ShuffleDatasetV2 ShuffleDatasetV3 SkipDataset
  TakeDataset UnbatchDataset ShuffleAndRepeatDataset ShuffleAndRepeatDatasetV2 OptimizeDatasetV2 ModelDataset
`
const ANY_OF = `Pack Merge ParallelConcat TensorDataset TensorSliceDataset ConcatenateDataset ZipDataset IdentityN`

/** For each operation, the inputs whose texts it may give on. */
export const PASSES_ON: ReadonlyMap<string, Passing> = new Map([
  ...named(FIRST_OF, only(0)),
  ...named(ANY_OF, all),
  ['IdentityN', same],
  ['ConcatV2', butLast],
  ['Concat', butFirst],
  ['Select', only(1, 2)],
  ['SelectV2', only(1, 2)],
  ['Fill', only(1)],
  ['Split', only(1)],
])

function named(names: string, passing: Passing): readonly (readonly [string, Passing])[] {
  return names
    .trim()
    .split(/\s+/)
    .map((name) => [name, passing] as const)
}
