import { ExternalLink, PlugZap } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, CopyButton } from '../shared/controls.tsx'
import { NO_ADDRESS, toFragment } from '../shared/fragment.ts'
import { HostileText } from '../shared/HostileText.tsx'
import { Modal } from '../shared/Modal.tsx'
import { toSizeText } from '../shared/quantities.ts'
import { useStore } from '../shared/Store.ts'
import type { Elsewhere, ElsewhereView } from './elsewhere.ts'
import styles from './elsewhere.module.css'

/** What a bucket of S3 must be told so that pages may read from it by ranges. */
const BUCKET_CORS = JSON.stringify(
  [
    {
      AllowedOrigins: ['*'],
      AllowedMethods: ['GET'],
      AllowedHeaders: ['Range'],
      ExposeHeaders: ['Content-Range', 'Content-Length', 'ETag'],
    },
  ],
  null,
  2,
)

/** Asks before a host other than the Hub is contacted, and says how that goes. */
export function ElsewhereDialog({ elsewhere }: { readonly elsewhere: Elsewhere }) {
  const view = useStore(elsewhere.store)
  if (view.kind === 'closed') return null
  return (
    <Modal title="Another host" onClose={elsewhere.close}>
      <dl className={styles.place}>
        <dt>Host</dt>
        <dd>
          <HostileText text={view.place.host} most={120} mono />
        </dd>
        <dt>Path</dt>
        <dd>
          <HostileText text={pathOf(view.place.shown)} most={300} mono />
        </dd>
      </dl>
      <Step elsewhere={elsewhere} view={view} />
    </Modal>
  )
}

function pathOf(shown: string): string {
  const { pathname, search } = new URL(shown)
  return `${pathname}${search}`
}

interface StepProps {
  readonly elsewhere: Elsewhere
  readonly view: Exclude<ElsewhereView, { readonly kind: 'closed' }>
}

function Step({ elsewhere, view }: StepProps) {
  if (elsewhere.reach !== 'anywhere') return <OtherPage shown={view.place.shown} />
  if (view.kind === 'asking') return <Asking elsewhere={elsewhere} view={view} />
  if (view.kind === 'failed') return <Failed elsewhere={elsewhere} view={view} />
  const { progress, place } = view
  return (
    <>
      <p role="status">
        {progress === null
          ? `Asking ${place.host}.`
          : `It sends only the whole file: ${toSizeText(progress.done)}${
              progress.total === null ? '' : ` of ${toSizeText(progress.total)}`
            } are here.`}
      </p>
      {progress !== null && progress.total !== null && (
        <progress aria-label="Download" max={progress.total} value={progress.done} />
      )}
      <Choices onClose={elsewhere.close} />
    </>
  )
}

function Asking({
  elsewhere,
  view: { place, pointer },
}: {
  readonly elsewhere: Elsewhere
  readonly view: Extract<ElsewhereView, { readonly kind: 'asking' }>
}) {
  return (
    <>
      {pointer !== null && (
        <p>
          There was only a git-LFS pointer. The file that it means, {toSizeText(pointer.size)}, lies
          on this host.
        </p>
      )}
      <p>
        Nothing was asked yet. Contacting tells {place.host}, and whatever host it leads on to, your
        network address and which parts of the file you look at. No login, no cookie and no address
        of this page is sent.
      </p>
      {place.moves && (
        <p>
          The address names a branch or a tag, which moves: tomorrow another file may lie there. One
          that names a commit does not change.
        </p>
      )}
      <Choices onClose={elsewhere.close}>
        <Button strong onClick={elsewhere.contact}>
          <PlugZap size={16} aria-hidden="true" /> Contact
        </Button>
      </Choices>
    </>
  )
}

function Failed({
  elsewhere,
  view: { message, isUnread },
}: {
  readonly elsewhere: Elsewhere
  readonly view: Extract<ElsewhereView, { readonly kind: 'failed' }>
}) {
  return (
    <>
      <p role="alert">
        <HostileText text={message} most={400} />.
      </p>
      {isUnread && (
        <>
          <p>
            Either it cannot be reached, or it does not let pages read what it sends; the browser
            does not tell which. To let them, it must answer with{' '}
            <code>Access-Control-Allow-Origin: *</code> and{' '}
            <code>Access-Control-Expose-Headers: Content-Range</code>. Otherwise download the file,
            then drop it here.
          </p>
          <p>
            A bucket of S3 does so with this rule of its own:{' '}
            <CopyButton text={BUCKET_CORS} label="Copy the rule of the bucket" />
          </p>
          <pre className={styles.rule}>{BUCKET_CORS}</pre>
        </>
      )}
      <Choices onClose={elsewhere.close}>
        <Button onClick={elsewhere.contact}>Try again</Button>
      </Choices>
    </>
  )
}

function OtherPage({ shown }: { readonly shown: string }) {
  const fragment = toFragment({ ...NO_ADDRESS, source: { kind: 'web', url: shown } })
  return (
    <>
      <p>
        This page cannot reach that host: its policy, which the browser enforces, allows no host but
        the Hugging Face Hub. Another page of this site may ask any; it asks you first. Or download
        the file, then drop it here.
      </p>
      <p>What signs an address is not carried over: paste such an address there.</p>
      <a className={styles.other} href={`anywhere.html${fragment}`}>
        <ExternalLink size={16} aria-hidden="true" /> Go to the page for other hosts
      </a>
    </>
  )
}

function Choices({
  onClose,
  children,
}: {
  readonly onClose: () => void
  readonly children?: ReactNode
}) {
  return (
    <div className={styles.choices}>
      {children}
      <Button onClick={onClose}>Cancel</Button>
    </div>
  )
}
