// npm run detect [-- part of a path …]: every file of ../shared/corpus and ../shared/peers, analysed and held against its label.
// Exits 1 on a deviation that is not in scripts/detect-deviations.json, and on a listed one that is gone.
import { bundleScript } from './bundleScript.mjs'

const { main, root, threadUrl } = await bundleScript('detect', 'scripts/detect/main.ts')
process.exitCode = await main(root, threadUrl, process.argv.slice(2))
