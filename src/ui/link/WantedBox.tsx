import { CloudDownload, ExternalLink, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../shared/controls.tsx'
import { toFragment, type Address } from '../shared/fragment.ts'
import { HostileText } from '../shared/HostileText.tsx'
import type { HubSource, WebSource } from '../shared/LinkSource.ts'
import type { Reach } from '../shared/policy.ts'
import { toSizeText } from '../shared/quantities.ts'
import styles from './link.module.css'

interface Props {
  readonly wanted: Address
  /** What the policy of this page lets it ask. */
  readonly reach: Reach
  readonly onHub: (source: HubSource) => void
  /** Asks whether another host may be contacted. */
  readonly onWeb: (source: WebSource) => void
  readonly onForget: () => void
}

/** What the address asks for, and how to get there. */
export function WantedBox({ wanted, reach, onHub, onWeb, onForget }: Props) {
  return (
    <section className={styles.wanted} aria-label="The link">
      <Where {...{ wanted, reach, onHub, onWeb }} />
      <Button onClick={onForget}>
        <X size={16} aria-hidden="true" /> Leave the link
      </Button>
    </section>
  )
}

function Where({ wanted, reach, onHub, onWeb }: Omit<Props, 'onForget'>) {
  const { source } = wanted
  if (source === null) return <OnDisk wanted={wanted} />
  if (source.kind === 'web') return <OnTheWeb {...{ wanted, reach, source, onWeb }} />
  return (
    <>
      <p>
        This link leads to <HostileText text={source.path} most={80} mono /> of{' '}
        <HostileText text={source.repo} most={96} mono /> on the Hugging Face Hub, at commit{' '}
        <code>{source.commit.slice(0, 10)}</code>
        <Known wanted={wanted} />. If you have that file, you can drop it as well.
      </p>
      {reach === 'local' ? (
        <OtherPage page="./" wanted={wanted}>
          This page asks no one: go to the page that asks the Hub
        </OtherPage>
      ) : (
        <Button strong onClick={() => onHub(source)}>
          <CloudDownload size={16} aria-hidden="true" /> Open it from the Hub
        </Button>
      )}
    </>
  )
}

function OnDisk({ wanted }: { readonly wanted: Address }) {
  return (
    <p>
      This link leads into{' '}
      {wanted.name === null ? 'a file' : <HostileText text={wanted.name} most={80} mono />}
      <Known wanted={wanted} />. It holds nothing of the file: drop it here, and you see what was
      chosen in it.
    </p>
  )
}

/** Size and digest, as far as the link tells them. */
function Known({ wanted: { size, sha256 } }: { readonly wanted: Address }): ReactNode {
  return (
    <>
      {size !== null && `, ${toSizeText(size)}`}
      {sha256 !== null && (
        <>
          , SHA-256 <HostileText text={sha256} most={20} mono />
        </>
      )}
    </>
  )
}

interface OnTheWebProps extends Pick<Props, 'wanted' | 'reach' | 'onWeb'> {
  readonly source: WebSource
}

/** Nothing is fetched from it before the analyst says so, and not from every page. */
function OnTheWeb({ wanted, reach, source, onWeb }: OnTheWebProps) {
  const { host, pathname } = new URL(source.url)
  return (
    <>
      <p>
        This link leads to a file on <HostileText text={host} most={80} mono />, path{' '}
        <HostileText text={pathname} most={160} mono />
        <Known wanted={wanted} />. Nothing was asked of that host: asking tells it who looks.{' '}
        {reach !== 'anywhere' &&
          'This page cannot reach it; another page of this site asks any host, once you say so there. '}
        If you have the file, drop it here.
      </p>
      {reach === 'anywhere' ? (
        <Button onClick={() => onWeb(source)}>
          <CloudDownload size={16} aria-hidden="true" /> Open it from there
        </Button>
      ) : (
        <OtherPage page="anywhere.html" wanted={wanted}>
          Go to the page for other hosts
        </OtherPage>
      )}
    </>
  )
}

interface OtherPageProps {
  /** Of this site, which has another policy. */
  readonly page: 'anywhere.html' | './'
  readonly wanted: Address
  readonly children: ReactNode
}

/** The same link on another page. */
function OtherPage({ page, wanted, children }: OtherPageProps) {
  return (
    <a className={styles.page} href={`${page}${toFragment(wanted)}`}>
      <ExternalLink size={16} aria-hidden="true" /> {children}
    </a>
  )
}
