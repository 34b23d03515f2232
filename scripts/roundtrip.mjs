// npm run roundtrip: decompiles, compiles with the same CPython, compares. Options: see ARCHITECTURE.md.
import { fileURLToPath } from 'node:url'
import { ensurePackages } from './ensure.mjs'

ensurePackages()
const { build } = await import('vite')
const root = fileURLToPath(new URL('..', import.meta.url))
await build({
  root,
  configFile: false,
  publicDir: false,
  logLevel: 'warn',
  ssr: { noExternal: true },
  build: {
    outDir: '.cache/roundtrip',
    ssr: 'scripts/roundtrip/main.ts',
    target: 'node20',
    minify: false,
    emptyOutDir: true,
  },
})
const { main } = await import('../.cache/roundtrip/main.js')
process.exitCode = await main(root, process.argv.slice(2))
