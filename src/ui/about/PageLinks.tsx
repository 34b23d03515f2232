import type { Reach } from '../shared/policy.ts'

const PAGES: readonly { readonly reach: Reach; readonly href: string; readonly asks: string }[] = [
  { reach: 'local', href: 'local.html', asks: 'nothing but its own files' },
  { reach: 'hub', href: './', asks: 'its own files and the Hugging Face Hub' },
  {
    reach: 'anywhere',
    href: 'anywhere.html',
    asks: 'any https address, for models that lie elsewhere',
  },
]

function nameOf(href: string): string {
  return href === './' ? 'index.html' : href
}

/** The pages of the build: the same app, each under a policy of its own. */
export function PageLinks({ reach }: { readonly reach: Reach }) {
  return (
    <>
      <p>The same app stands here as three pages, which differ in what they may ask for:</p>
      <ul>
        {PAGES.map((page) => (
          <li key={page.reach}>
            {page.reach === reach ? <b>this page</b> : <a href={page.href}>{nameOf(page.href)}</a>}:{' '}
            {page.asks}
          </li>
        ))}
      </ul>
    </>
  )
}
