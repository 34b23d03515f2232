// node scripts/printer.mjs [trees a version] [--only 3.8] [--write]: prints random syntax trees and has every
// CPython of this machine read them back. With --write, what they confirmed becomes the golden of the unit test.
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
    outDir: '.cache/printer',
    ssr: 'scripts/printer/main.ts',
    target: 'node20',
    minify: false,
    emptyOutDir: true,
  },
})
const { main } = await import('../.cache/printer/main.js')
process.exitCode = await main(root, process.argv.slice(2))
