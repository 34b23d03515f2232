import { expect, test } from 'vitest'
import { sampleReport } from '../shared/sampleReport.ts'
import { htmlReport } from './htmlReport.ts'

const report = sampleReport()
const done = { kind: 'done' } as const
const HOSTILE = `<img src=x onerror=alert(1)>"'&\u202e\u0000</style></pre><script>`

/** `value` with every string that a file could have chosen replaced. */
function poisoned(value: unknown): unknown {
  if (typeof value === 'string') return HOSTILE
  if (Array.isArray(value)) return value.map(poisoned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, poisoned(inner)]))
}

test('verdict, facts, findings, code, YARA and problems are in the page', () => {
  const location = [{ kind: 'file', name: 'm', offset: 0, length: 1, via: 'same' }] as const
  const page = htmlReport(
    { ...report, problems: [{ kind: 'limit', message: 'too many parts', location }] },
    done,
  )
  for (const text of [
    '<h1>Malicious</h1>',
    report.source.sha256 ?? '',
    'Runs a process',
    'LOAD_METHOD',
    '<h4>Source: complete, every instruction is accounted for</h4>',
    'os.system(&#39;curl http://127.0.0.1:9/beacon&#39;)',
    'KerasRequests',
    'too many parts',
  ])
    expect(page).toContain(text)
})

test('what Keras stores beside the code and what the code hides are in the page', () => {
  const [code] = report.code
  const use = code?.uses[0]
  if (code === undefined || use === undefined) throw new Error('the sample report has code')
  const stage = {
    ...{ id: 'stage-2', parent: null, title: 'hex → source', offset: 62, length: 30 },
    steps: [{ operation: 'hex', inputSha256: 'ab'.repeat(32), inputBytes: 40, outputBytes: 20 }],
    result: { kind: 'text', language: 'python', text: 'import <socket>', references: [] },
  } as const
  const page = htmlReport(
    { ...report, code: [{ ...code, uses: [{ ...use, defaults: '["k"]' }], stages: [stage] }] },
    done,
  )
  expect(page).toContain('#   default arguments: [&quot;k&quot;]')
  expect(page).toContain('<h4>stage 2: hex → source</h4>')
  expect(page).toContain('import &lt;socket&gt;')
})

test('both verdicts, the reason, capabilities, advisories and indicators are in the page', () => {
  const [first] = report.findings
  const setAside = [{ finding: first?.id ?? '', reason: 'our <own>', at: '2026-01-02T03:04:05Z' }]
  const settled = { verdict: 'suspicious', reason: 'It names an address.', setAside } as const
  const page = htmlReport({ ...report, settled }, done)
  for (const text of [
    '<h1>Malicious</h1>',
    'Without what was set aside: <strong class="high">Suspicious</strong>',
    'because: our &lt;own&gt;',
    'process when called (1 finding)',
    'CVE-2024-3660: Keras up to 2.12.x; fixed in Keras 2.13.1',
    'hxxp://127[.]0[.]0[.]1',
  ])
    expect(page).toContain(text)
  expect(page).not.toContain('>http://127.0.0.1:9/beacon<')
})

test('the page has no scripts, no event attributes and asks for nothing', () => {
  const page = htmlReport(report, done)
  expect(page).not.toMatch(/<script|<img|<link|<iframe|\son\w+=|src=|href=|url\(/i)
  expect(page).toContain("default-src 'none'")
})

test('no string of a file is markup in it, whatever field it stands in', () => {
  const hostile = poisonedReport(report)
  const page = htmlReport(hostile, done)
  expect(page).not.toContain('<img')
  expect(page).not.toContain('<script')
  expect(page).not.toContain('\u202e')
  expect(page).not.toContain('\u0000')
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;\\u202e\\x00')
  expect(page.split('</style>')).toHaveLength(2)
})

function poisonedReport(whole: typeof report): typeof report {
  const copy = poisoned(whole)
  if (!isReport(copy)) throw new Error('the copy lost its shape')
  return {
    ...copy,
    verdict: 'malicious',
    findings: copy.findings.map((each) => ({ ...each, severity: 'low' })),
  }
}

function isReport(value: unknown): value is typeof report {
  return typeof value === 'object' && value !== null && 'findings' in value
}
