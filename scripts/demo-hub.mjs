// npm run demo:hub: a Hugging Face Hub of our own on the loopback interface, with repositories of our fixtures, the
// built page beside it, and the line that starts a Chromium which takes it for the Hub.
import { preview } from 'vite'
import { ensureBuilt } from './build.mjs'
import { bundleScript } from './bundleScript.mjs'
import { chromiumPath } from './ensure.mjs'

ensureBuilt()
const { main, root } = await bundleScript('demo-hub', 'scripts/demo-hub/main.ts')
const server = await preview({ preview: { port: 0, host: '127.0.0.1' }, logLevel: 'error' })
await main(root, server.resolvedUrls.local[0], chromiumPath() ?? 'chromium')
