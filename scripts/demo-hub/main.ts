import { readdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contentOf, type FakeCommit, type FakeRepo } from '../../e2e/hub/FakeRepo.ts'
import { startSecureHub } from '../../e2e/hub/secureHub.ts'

const TOKEN = 'hf_demo'

/** Starts the Hub and says how to look at it. It ends with the program. */
export async function main(root: string, page: string, chromium: string): Promise<void> {
  const hub = await startSecureHub({ repos: reposOf(root), token: TOKEN })
  const profile = join(tmpdir(), 'lambdascope-demo-hub')
  const args = [...hub.chromiumArgs, `--user-data-dir=${profile}`, '--no-first-run', page]
  const isRoot = process.getuid?.() === 0
  console.log('A Hub of our own is running. Look at it with:\n')
  console.log([chromium, ...(isRoot ? ['--no-sandbox'] : []), ...args].map(quoted).join(' '))
  console.log(`\nPaste there: demo/samples, demo/keras, demo/pickles, demo/gated (token ${TOKEN})`)
  console.log('Ctrl C ends it.')
}

function quoted(text: string): string {
  return /^[\w./:=@-]+$/.test(text) ? text : `'${text}'`
}

function reposOf(root: string): readonly FakeRepo[] {
  const formats = join(root, 'src/engine/formats')
  const samples = commit('Adds the samples', [join(root, 'public/samples')])
  const keras = [join(formats, 'keras-hdf5/fixtures'), join(formats, 'keras-zip/fixtures')]
  return [
    {
      id: 'demo/samples',
      commits: [commit('Adds a model', [join(formats, 'model-json/fixtures')]), samples],
      refs: new Map([
        ['refs/heads/before', 0],
        ['refs/tags/v1', 0],
        ['refs/pr/1', 1],
      ]),
      scans: new Map([['runs-a-command.h5', SCANS]]),
    },
    { id: 'demo/keras', commits: [commit('Adds models of Keras', keras)] },
    {
      id: 'demo/pickles',
      commits: [commit('Adds pickles', [join(formats, 'pickle/fixtures')])],
    },
    { id: 'demo/gated', gated: 'manual', commits: [samples] },
  ]
}

const SCANS = {
  status: 'unsafe',
  avScan: { status: 'safe', message: 'No security issues detected' },
  protectAiScan: { status: 'unsafe', message: 'A Lambda layer runs a command' },
  pickleImportScan: { status: 'unscanned' },
  jFrogScan: { status: 'queued' },
}

function commit(title: string, folders: readonly string[]): FakeCommit {
  const files = folders.flatMap((folder) => filesIn(folder))
  return { title, author: 'demo', date: '2026-03-01T12:00:00.000Z', files: new Map(files) }
}

/** The models of a folder, without the reports that stand beside fixtures. */
function filesIn(folder: string) {
  const names = readdirSync(folder).filter((name) => statSync(join(folder, name)).isFile())
  const models = names.filter(
    (name) => !(name.endsWith('.json') && names.includes(name.slice(0, -'.json'.length))),
  )
  return models.map((name) => [name, contentOf(readFileSync(join(folder, name)))] as const)
}
