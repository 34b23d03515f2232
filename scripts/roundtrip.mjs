// npm run roundtrip: decompiles, compiles with the same CPython, compares. Options: see ARCHITECTURE.md.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { ensurePackages } from './ensure.mjs'

ensurePackages()
const { build } = await import('vite')
const root = fileURLToPath(new URL('..', import.meta.url))
const outDir = join(root, `.cache/roundtrip-${process.pid}`)
await build({
  root,
  configFile: false,
  publicDir: false,
  logLevel: 'warn',
  ssr: { noExternal: true },
  build: {
    outDir,
    ssr: 'scripts/roundtrip/main.ts',
    target: 'node20',
    minify: false,
    sourcemap: 'inline',
    emptyOutDir: true,
  },
})
process.setSourceMapsEnabled(true)
const { main } = await import(pathToFileURL(join(outDir, 'main.js')).href)
rmSync(outDir, { recursive: true })
process.exitCode = await main(root, process.argv.slice(2))
