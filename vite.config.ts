import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import packageJson from './package.json' with { type: 'json' }
import { builtCommit } from './scripts/build/commit.ts'
import { pages } from './scripts/build/pages.ts'
import { yaraWithoutEval } from './scripts/build/yaraWithoutEval.ts'

// Three builds of one source: the page (dist/page), with --mode offline the service worker beside it, and with --mode cli
// the Node program (dist/cli).
export default defineConfig(({ mode }) => {
  if (mode === 'offline') return offlineBuild()
  return mode === 'cli' ? cliBuild() : pageBuild()
})

function pageBuild() {
  return {
    plugins: [react(), yaraWithoutEval(), pages({ commit: builtCommit() })],
    define: { __VERSION__: JSON.stringify(packageJson.version) },
    base: './',
    worker: { format: 'es' as const, plugins: () => [yaraWithoutEval()] },
    build: { outDir: 'dist/page', target: 'es2023', chunkSizeWarningLimit: 6_000 },
    test: testOptions(),
  }
}

/** A service worker is one plain script: not every browser takes modules there. */
function offlineBuild() {
  return {
    publicDir: false as const,
    build: {
      outDir: 'dist/page',
      emptyOutDir: false,
      target: 'es2023',
      rollupOptions: {
        input: 'src/worker/offline.worker.ts',
        output: { format: 'iife' as const, entryFileNames: 'service-worker.js' },
      },
    },
  }
}

function cliBuild() {
  return {
    publicDir: false as const,
    plugins: [yaraWithoutEval()],
    build: {
      outDir: 'dist/cli',
      target: 'node20',
      ssr: true,
      rollupOptions: {
        input: {
          lambdascope: 'src/cli/lambdascope.ts',
          analysisThread: 'src/cli/analysisThread.ts',
          codeThread: 'src/cli/codeThread.ts',
          httpThread: 'src/cli/httpThread.ts',
        },
        // No comments with the paths of modules: they differ from one machine's folders to another's.
        experimental: { attachDebugInfo: 'none' as const },
      },
    },
    ssr: { noExternal: true as const },
  }
}

/** Unit tests stand beside the code; live ones ask CPython itself; e2e drives the built page in Chromium. */
function testOptions() {
  const e2e = {
    name: 'e2e',
    include: ['e2e/**/*.test.ts'],
    globalSetup: 'e2e/server.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
    retry: 2, // a real browser on a machine at work: what is wrong is wrong each time
  }
  const unit = {
    name: 'unit',
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    exclude: ['**/*.live.test.ts'],
    testTimeout: 60_000,
    server: { deps: { inline: ['libyara-wasm'] } },
  }
  const live = {
    name: 'live',
    include: ['scripts/**/*.live.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  }
  return {
    projects: [
      { extends: true as const, test: unit },
      { extends: true as const, test: live },
      { extends: true as const, test: e2e },
    ],
  }
}
