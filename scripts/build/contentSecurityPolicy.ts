import type { Plugin } from 'vite'

/**
 * What the built page may do. Compiling WebAssembly needs 'wasm-unsafe-eval'; Monaco sets style attributes; workers
 * start from a blob: module, so that they inherit this policy (a meta policy does not bind workers started by URL).
 * The Hub gives large files from below hf.co, under names that it says will change.
 */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self' https://huggingface.co https://hf.co https://*.hf.co",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** Puts the policy into the built page, before anything else in its head. The development server needs inline scripts. */
export function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
        injectTo: 'head-prepend',
      },
    ],
  }
}
