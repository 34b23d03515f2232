import { createCertificate } from './certificate.ts'
import { startHub, type FakeHub } from './FakeHub.ts'
import type { HubOptions } from './HubState.ts'

/** The fake Hub over TLS, and what tells Chromium that it is the Hub: nothing in the page knows of it. */
export interface SecureHub extends FakeHub {
  readonly chromiumArgs: readonly string[]
}

/** Starts the fake Hub under the Hub's own names. */
export async function startSecureHub(options: Omit<HubOptions, 'tls'>): Promise<SecureHub> {
  const names = ['huggingface.co', 'hf.co', '*.hf.co', '*.aws.cdn.hf.co']
  const { key, cert, fingerprint } = createCertificate(names)
  const hub = await startHub({ ...options, tls: { key, cert } })
  const rules = [
    `MAP huggingface.co 127.0.0.1:${hub.hubPort}`,
    `MAP *.hf.co 127.0.0.1:${hub.cdnPort}`,
  ]
  const chromiumArgs = [
    `--host-resolver-rules=${rules.join(',')}`,
    `--ignore-certificate-errors-spki-list=${fingerprint}`,
  ]
  return { ...hub, chromiumArgs }
}
