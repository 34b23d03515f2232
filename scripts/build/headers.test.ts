import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { headerPolicyOf, PAGES, policyOf } from './contentSecurityPolicy.ts'
import { toCloudFrontFunction, toHeadersFile, toNginx } from './headers.ts'

const FOLDER = '../../infra/headers'
const WORKER = headerPolicyOf({ reaches: [] })
const ALWAYS = [
  'strict-transport-security',
  'x-content-type-options',
  'referrer-policy',
  'cross-origin-opener-policy',
  'permissions-policy',
]

/** Under what path each policy must be found, and which. */
const EXPECTED = [
  ['/', headerPolicyOf(PAGES[0] ?? { reaches: [] })],
  ...PAGES.flatMap((page) => [
    [`/${page.file}`, headerPolicyOf(page)] as const,
    [`/${page.file.replace('.html', '')}`, headerPolicyOf(page)] as const,
  ]),
  ['/service-worker.js', WORKER],
] as const

test('the committed files are what the one policy makes of them (npm run headers writes them)', async () => {
  await expect(toHeadersFile()).toMatchFileSnapshot(`${FOLDER}/_headers`)
  await expect(toNginx()).toMatchFileSnapshot(`${FOLDER}/nginx.conf`)
  await expect(toCloudFrontFunction()).toMatchFileSnapshot(`${FOLDER}/cloudfront-function.js`)
})

test('the header is the policy of the meta element, and forbids frames', () => {
  for (const page of PAGES)
    expect(headerPolicyOf(page)).toBe(`${policyOf(page)}; frame-ancestors 'none'`)
})

test('_headers gives each page its one policy, and every answer the rest', () => {
  for (const [path, policy] of EXPECTED) {
    const headers = fromHeadersFile(path)
    expect(headers.get('content-security-policy'), path).toEqual([policy])
    for (const name of ALWAYS) expect(headers.get(name), name).toHaveLength(1)
  }
  expect(fromHeadersFile('/assets/a.js').get('content-security-policy')).toBeUndefined()
  expect(fromHeadersFile('/assets/a.js').get('cache-control')?.join()).toContain('immutable')
})

test('nginx gives each page its one policy, at any path', () => {
  for (const [path, policy] of EXPECTED) expect(fromNginx(`/a/b${path}`), path).toBe(policy)
  for (const name of ALWAYS) expect(toNginx().toLowerCase()).toContain(`add_header ${name} "`)
})

test('the CloudFront function, run, gives each page its one policy, and keeps what is there', () => {
  for (const [path, policy] of EXPECTED) {
    const { headers } = fromCloudFront(`/a/b${path}`)
    expect(headers['content-security-policy'], path).toEqual({ value: policy })
    for (const name of ALWAYS) expect(headers[name], name).toHaveProperty('value')
    expect(headers['content-type']).toEqual({ value: 'text/html' })
    expect(headers['cache-control']).toEqual({ value: 'no-cache' })
  }
  const { headers } = fromCloudFront('/a/assets/x.js')
  expect(headers['cache-control']).toEqual({ value: 'public, max-age=31536000, immutable' })
})

/** As Netlify and Cloudflare read the file: all rules that fit, their values joined. */
function fromHeadersFile(path: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const block of toHeadersFile().trim().split('\n\n')) {
    const [rule = '', ...lines] = block.split('\n')
    const fits = rule.endsWith('*') ? path.startsWith(rule.slice(0, -1)) : path === rule
    if (!fits) continue
    for (const line of lines) {
      const [, name = '', value = ''] = /^ {2}([\w-]+): (.+)$/u.exec(line) ?? []
      found.set(name.toLowerCase(), [...(found.get(name.toLowerCase()) ?? []), value])
    }
  }
  return found
}

/** As nginx reads the map of policies: the first expression that fits, or the default. */
function fromNginx(path: string): string | undefined {
  const [, map = ''] = /map \$uri \$lambdascope_policy \{\n(.*?)\n\}/su.exec(toNginx()) ?? []
  const rules = [...map.matchAll(/^ {2}(?:"~([^"]+)"|(default)) "([^"]+)";$/gmu)]
  const fitting = rules.find(([, expression]) => expression !== undefined && fits(expression, path))
  return (fitting ?? rules.find(([, , isDefault]) => isDefault !== undefined))?.[3]
}

function fits(expression: string, path: string): boolean {
  // eslint-disable-next-line no-restricted-syntax -- nginx itself reads the expression that we generated
  return new RegExp(expression, 'u').test(path)
}

function toAnswer(value: unknown): Answer {
  if (!isAnswer(value)) throw new Error('the function returned no answer')
  return value
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && 'headers' in value
}

interface Answer {
  readonly headers: Readonly<Record<string, { readonly value: string }>>
}

function fromCloudFront(uri: string): Answer {
  const event = {
    request: { uri },
    response: { statusCode: 200, headers: { 'content-type': { value: 'text/html' } } },
  }
  const answer: unknown = runInNewContext(
    `${toCloudFrontFunction()}; JSON.stringify(handler(event))`,
    { event },
  )
  return toAnswer(JSON.parse(String(answer)))
}
