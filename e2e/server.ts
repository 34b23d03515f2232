import { preview } from 'vite'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    address: string
  }
}

/** Serves the built page once for all browser tests. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await preview({ preview: { port: 0, host: '127.0.0.1' }, logLevel: 'error' })
  const [address] = server.resolvedUrls?.local ?? []
  if (address === undefined) throw new Error('the preview server has no address')
  project.provide('address', address)
  return () => server.close()
}
