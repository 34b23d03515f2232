// Bundles a script in TypeScript, and beside it the thread of the command line that analyses files.
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { ensurePackages } from './ensure.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Builds `entry` into `.cache/<name>/` and imports it. What it exports is given back, with the repository's folder. */
export async function bundleScript(name, entry) {
  ensurePackages()
  const { build } = await import('vite')
  const outDir = join(root, '.cache', name)
  await build({
    root,
    mode: 'cli',
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: true,
      minify: false,
      rollupOptions: { input: { main: entry } },
    },
  })
  const module = await import(pathToFileURL(join(outDir, 'main.js')).href)
  return { ...module, root, threadUrl: pathToFileURL(join(outDir, 'analysisThread.js')) }
}
