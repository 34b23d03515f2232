// npm run --silent lambdascope -- scan …: the command line, rebuilt when it is stale.
import { ensurePackages } from './ensure.mjs'

ensurePackages()
const { ensureBuilt } = await import('./build.mjs')
ensureBuilt()
process.chdir(process.env.INIT_CWD ?? '.')
await import('../dist/cli/lambdascope.js')
