import { forShow, type HubAddress } from '../../worker/client.ts'

/** Where a link says that its file lies, beside the file's digest. Never with a token or a signature in it. */
export type LinkSource = HubSource | WebSource

/** One file of a model on the Hugging Face Hub, at a commit. */
export interface HubSource {
  readonly kind: 'hub'
  /** `org/name`, or a bare `name` of the Hub's first models. */
  readonly repo: string
  /** 40 lower-case hexadecimal digits: a branch would move. */
  readonly commit: string
  readonly path: string
}

/** Any other address. Nothing is fetched from it before the user says so. */
export interface WebSource {
  readonly kind: 'web'
  /** `https:`, without a name, a password or parameters that sign it. */
  readonly url: string
}

const MAX_SOURCE = 2_048 // characters: what browsers and servers take for an address
const HUB_FORM = /^hf:models\/([^@]{1,200})@([0-9a-f]{40})\/(.+)$/su
const NAME = /^[A-Za-z0-9_][\w.-]{0,95}$/u // the Hub's own rule of a name

/** `hf:models/org/name@<commit>/<path>`, or the address. */
export function toSourceText(source: LinkSource): string {
  if (source.kind === 'web') return source.url
  return `hf:models/${source.repo}@${source.commit}/${source.path}`
}

/** What the Hub is asked for it. */
export function toHubAddress({ repo, commit, path }: HubSource): HubAddress {
  return { repo: { type: 'models', id: repo }, revision: commit, path, pathKind: 'file' }
}

/** Null for what is no place that a link may lead to. */
export function parseSource(text: string): LinkSource | null {
  if (text.length > MAX_SOURCE) return null
  if (text.startsWith('hf:')) return parseHub(text)
  const url = withoutSecrets(text)
  return url === null ? null : { kind: 'web', url }
}

function parseHub(text: string): HubSource | null {
  const [, repo = '', commit = '', path = ''] = HUB_FORM.exec(text) ?? []
  return isRepo(repo) && isPath(path) ? { kind: 'hub', repo, commit, path } : null
}

function isRepo(repo: string): boolean {
  const names = repo.split('/')
  return names.length <= 2 && names.every(isName)
}

function isName(name: string): boolean {
  return NAME.test(name) && !/--|\.\.|[.-]$/u.test(name)
}

/** Whether it stays in its repository, and holds nothing that would be lost on the way. */
function isPath(path: string): boolean {
  return path
    .split('/')
    .every((part) => part !== '' && part !== '.' && part !== '..' && !/[\0\r\n]/u.test(part))
}

/** An `https:` address without what lets its bearer in; null when it is none. */
export function withoutSecrets(text: string): string | null {
  const url = forShow(text)
  return url === null || url.length > MAX_SOURCE ? null : url
}
