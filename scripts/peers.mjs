// npm run peers [-- --markdown]: other scanners of models, installed from PyPI into a folder of the temporary directory, beside this
// one over the same files; with --markdown it writes docs/peers.md. Skips when ../shared is not here.
import { bundleScript } from './bundleScript.mjs'

const { main, root, threadUrl } = await bundleScript('peers', 'scripts/peers/main.ts')
process.exitCode = await main(root, threadUrl, process.argv.slice(2))
