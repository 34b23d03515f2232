import { isAnalysable, type HubFile } from '../../worker/client.ts'

/** Whether it is of a kind that can be read: what it really is, its bytes say. */
export function isModelFile({ path }: Pick<HubFile, 'path'>): boolean {
  return isAnalysable(path)
}

export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Files that can be analysed first: the order in which they are shown, and the Hub is asked for more of each. */
export function readableFirst(files: readonly HubFile[]): readonly HubFile[] {
  return [...files.filter(isModelFile), ...files.filter((file) => !isModelFile(file))]
}

const NUMBERS_ONLY: readonly string[] = ['.safetensors', '.gguf', '.npy']

/** What is chosen when a repository is opened: files that may carry code, not those that hold numbers only. */
export function chosenAtFirst(files: readonly HubFile[]): ReadonlySet<string> {
  const paths = files.filter(isModelFile).map(({ path }) => path)
  const first = paths.filter((path) => !NUMBERS_ONLY.some((ending) => path.endsWith(ending)))
  return new Set(first.length === 0 ? paths : first)
}
