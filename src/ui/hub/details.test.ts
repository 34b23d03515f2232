import { expect, test } from 'vitest'
import type { HubConnection, HubErrorKind, HubFile } from '../../worker/client.ts'
import { createStore } from '../shared/Store.ts'
import { addDetails, detailsAtFirst, moreOf, wantMore } from './details.ts'
import type { HubView, OpenRepo } from './HubState.ts'

const READABLE = 640
const OTHERS = 60

function listed(path: string): HubFile {
  return { path, size: 1, sha256: null, blob: 'b', lastCommit: null, scans: [] }
}

const files = [
  ...Array.from({ length: OTHERS }, (_, at) => listed(`note${at}.txt`)),
  ...Array.from({ length: READABLE }, (_, at) => listed(`model${at}.h5`)),
]
const repo: OpenRepo = {
  kind: 'open',
  repo: {
    repo: { type: 'models', id: 'org/name' },
    revision: 'main',
    commit: 'a'.repeat(40),
    gated: 'no',
    private: false,
  },
  files,
  refs: null,
  details: detailsAtFirst(files),
  chosen: new Set(),
  trouble: null,
  pause: null,
}

/** A Hub that says of every path that it is unsafe, and fails after so many questions. */
function start(mostQuestions = Infinity) {
  const store = createStore<HubView>(repo)
  const questions: string[][] = []
  const controller = new AbortController()
  const connection: HubConnection = {
    endpoint: 'https://hub.test',
    token: null,
    signal: null,
    fetch(_, { body }) {
      const paths = body instanceof URLSearchParams ? body.getAll('paths') : []
      questions.push(paths)
      if (questions.length > mostQuestions) return Promise.reject(new TypeError('cut'))
      const status = { status: 'unsafe', avScan: { status: 'unsafe' } }
      return Promise.resolve(
        Response.json(
          paths.map((path) => ({
            ...{ type: 'file', path, size: 1, oid: 'b', lastCommit: null },
            securityFileStatus: status,
          })),
        ),
      )
    },
  }
  const asking = <T>(work: () => Promise<T>): Promise<T> => work()
  const { signal } = controller
  const ask = () => addDetails({ repo, connection, asking }, { store, signal })
  return { store, questions, ask, controller }
}

function openIn(view: HubView): OpenRepo {
  if (view.kind !== 'open') throw new Error('not open')
  return view
}

function unknownIn(view: HubView): readonly string[] {
  return openIn(view)
    .files.filter(({ scans }) => scans.length === 0)
    .map(({ path }) => path)
}

test('all files that can be analysed are asked for by pages, and the others on a wish', async () => {
  const { store, questions, ask } = start()
  await ask()
  expect(questions.map(({ length }) => length)).toEqual([100, 100, 100, 100, 100, 100, 40])
  expect(unknownIn(store.get())).toEqual(files.slice(0, OTHERS).map(({ path }) => path))
  expect(moreOf(openIn(store.get()))).toBe(OTHERS)
  let asked: Promise<void> = Promise.resolve()
  wantMore(store, () => {
    asked = ask()
  })
  await asked
  expect(questions.at(-1)).toHaveLength(OTHERS)
  expect(unknownIn(store.get())).toEqual([])
  expect(moreOf(openIn(store.get()))).toBe(0)
})

test('what came before a question failed stays, and is not asked for again', async () => {
  const { store, questions, ask } = start(2)
  await ask()
  expect(openIn(store.get())).toMatchObject({
    trouble: { kind: 'offline' satisfies HubErrorKind },
    details: { asked: 200, wanted: 200 },
  })
  expect(unknownIn(store.get())).toHaveLength(500)
  let begun = 0
  wantMore(store, () => begun++)
  expect(begun).toBe(1)
  expect(openIn(store.get()).details).toEqual({ asked: 200, wanted: 700 })
  expect(questions).toHaveLength(3)
})

test('nothing more is asked for once the repository is left', async () => {
  const { questions, ask, controller, store } = start()
  controller.abort()
  await ask()
  const left = start()
  left.store.set(() => ({ kind: 'closed' }))
  await left.ask()
  expect([...questions, ...left.questions]).toEqual([])
  expect(unknownIn(store.get())).toHaveLength(700)
})
