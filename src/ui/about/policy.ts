/** One directive of a content security policy, with what it means here. */
export interface Directive {
  readonly name: string
  readonly values: string
  readonly meaning: string
}

const MEANINGS: ReadonlyMap<string, string> = new Map([
  ['default-src', 'What is not allowed below is forbidden'],
  [
    'connect-src',
    'Requests go to the files of this page, and to the Hugging Face Hub once you open something there',
  ],
  ['script-src', 'Only scripts of this page run; nothing is evaluated from text'],
  ['style-src', 'Only styles of this page apply'],
  ['style-src-attr', 'The editor may place its lines'],
  ['img-src', 'Pictures are those of this page'],
  ['font-src', 'Fonts are those of this page'],
  ['worker-src', 'Workers run scripts of this page, under this policy'],
  ['form-action', 'No form can be sent'],
  ['base-uri', 'Addresses cannot be turned elsewhere'],
])

/** The policy that is in force: what the browser read from the page. Null where the page was not built. */
export function policyInForce(page: Document): string | null {
  const meta = page.querySelector('meta[http-equiv="Content-Security-Policy"]')
  return meta?.getAttribute('content') ?? null
}

export function toDirectives(policy: string): readonly Directive[] {
  return policy
    .split(';')
    .map((directive) => directive.trim().split(/\s+/))
    .filter(([name]) => name !== undefined && name !== '')
    .map(([name = '', ...values]) => ({
      name,
      values: values.join(' '),
      meaning: MEANINGS.get(name) ?? '',
    }))
}
