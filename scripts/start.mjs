// npm start: installs what is missing, builds, serves the page on this machine, and prints its address.
import { ensurePackages } from './ensure.mjs'

ensurePackages()
const { ensureBuilt } = await import('./build.mjs')
ensureBuilt()
const { preview } = await import('vite')
const port = Number(process.env.PORT ?? 4173)
const server = await preview({ preview: { port, host: '127.0.0.1' }, logLevel: 'error' })
console.log(`Lambdascope: ${server.resolvedUrls.local[0]}`)
