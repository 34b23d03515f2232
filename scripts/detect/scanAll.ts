import { statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { basename } from 'node:path'
import { createAnalyzer } from '../../src/cli/analyzer.ts'
import type { Report } from '../../src/engine/index.ts'

/**
 * Analyses files as `lambdascope scan` does, in as many threads as the machine has cores unless told otherwise;
 * `threadUrl` is the built thread. A file that hangs or crashes it is answered by a report that says so.
 */
export async function scanAll(
  paths: readonly string[],
  threadUrl: URL,
  threadCount = Math.min(availableParallelism(), 8),
): Promise<readonly Report[]> {
  const reports = new Map<string, Report>()
  const waiting = [...new Set(paths)].toReversed()
  const threads = Array.from({ length: threadCount }, async () => {
    const analyzer = createAnalyzer(threadUrl)
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const files = [{ path: basename(path), diskPath: path }]
      const wish = { content: true, yara: true, rules: '' }
      const order = { name: basename(path), isFolder: false, files, wish }
      const { report } = await analyzer.analyze(order, statSync(path).size)
      reports.set(path, report)
    }
    await analyzer.close()
  })
  await Promise.all(threads)
  return paths.flatMap((path) => reports.get(path) ?? [])
}
