/** One directive of a content security policy, with what it means here. */
export interface Directive {
  readonly name: string
  readonly values: string
  readonly meaning: string
}

const MEANINGS: ReadonlyMap<string, string> = new Map([
  ['default-src', 'What is not allowed below is forbidden'],
  ['script-src', 'Only scripts of this page run; nothing is evaluated from text'],
  ['style-src', 'Only styles of this page apply'],
  ['style-src-attr', 'The editor may place its lines'],
  ['img-src', 'Pictures are those of this page'],
  ['font-src', 'Fonts are those of this page'],
  ['worker-src', 'Workers run scripts of this page, under this policy'],
  ['manifest-src', 'What the browser needs to install the page is a file of it'],
  ['form-action', 'No form can be sent'],
  ['base-uri', 'Addresses cannot be turned elsewhere'],
])

/** The policy that is in force: what the browser read from the page. Null where the page was not built. */
export function policyInForce(page: Document): string | null {
  const meta = page.querySelector('meta[http-equiv="Content-Security-Policy"]')
  return meta?.getAttribute('content') ?? null
}

/** What a page can ask: its own files, those and the Hugging Face Hub, or any https address. */
export type Reach = 'local' | 'hub' | 'anywhere'

const CONNECTS: Readonly<Record<Reach, string>> = {
  local: 'Requests go to the files of this page, and nowhere else',
  hub: 'Requests go to the files of this page, and to the Hugging Face Hub once you open something there',
  anywhere:
    'Requests may go to any https address; the page asks one only once you open something there',
}

/**
 * What the policy in force lets the page ask. A page that was not built has none, and is as the main one. Anything that
 * is not known here counts as everything: no page may promise more than its policy holds.
 */
export function reachOf(policy: string | null): Reach {
  if (policy === null) return 'hub'
  const connect = listDirectives(policy).find(({ name }) => name === 'connect-src')
  const sources = (connect?.values ?? '*').split(' ').filter((source) => source !== "'self'")
  if (sources.length === 0) return 'local'
  return sources.every(isOfHub) ? 'hub' : 'anywhere'
}

function isOfHub(source: string): boolean {
  return ['https://huggingface.co', 'https://hf.co', 'https://*.hf.co'].includes(source)
}

/** The directives of a policy, each with what it means. */
export function toDirectives(policy: string): readonly Directive[] {
  const meanings = new Map([...MEANINGS, ['connect-src', CONNECTS[reachOf(policy)]]])
  return listDirectives(policy).map(({ name, values }) => ({
    name,
    values,
    meaning: meanings.get(name) ?? '',
  }))
}

function listDirectives(policy: string): readonly Omit<Directive, 'meaning'>[] {
  return policy
    .split(';')
    .map((directive) => directive.trim().split(/\s+/))
    .filter(([name]) => name !== undefined && name !== '')
    .map(([name = '', ...values]) => ({
      name,
      values: values.join(' '),
    }))
}
