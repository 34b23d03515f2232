import { HostileText } from '../shared/HostileText.tsx'
import { OutsideLink } from '../shared/OutsideLink.tsx'
import { ENDPOINT, type Trouble } from './HubState.ts'
import styles from './hub.module.css'
import { TokenBox } from './TokenBox.tsx'
import type { Tokens } from './tokens.ts'

interface Props {
  readonly trouble: Trouble
  /** `org/name` */
  readonly repo: string
  readonly tokens: Tokens
  readonly onRetry: () => void
}

/** What went wrong, and what can be done about it. */
export function TroubleText({ trouble, repo, tokens, onRetry }: Props) {
  const needsToken = trouble.kind === 'gated' || trouble.kind === 'no-repository'
  return (
    <div className={styles.trouble}>
      <p role="alert">
        <HostileText text={trouble.message} most={300} />.
      </p>
      <Advice trouble={trouble} repo={repo} />
      {needsToken && <TokenBox tokens={tokens} onToken={onRetry} />}
    </div>
  )
}

function Advice({ trouble, repo }: Pick<Props, 'trouble' | 'repo'>) {
  switch (trouble.kind) {
    case 'gated':
      return (
        <p>
          Its terms are accepted at <OutsideLink address={`${ENDPOINT}/${repo}`} />, signed in. Then
          give a token of that account here.
        </p>
      )
    case 'no-repository':
      return <p>The Hub does not tell a private repository from one that is not there.</p>
    case 'no-revision':
      return <p>Branches and pull requests come and go; the main branch may still be there.</p>
    case 'no-file':
      return <p>It may stand under another name, or at another revision.</p>
    case 'rate-limited':
      return <p>It did so too often in a row. A token allows more.</p>
    case 'offline':
      return <p>The connection was refused or cut. Nothing was analysed of what did not come.</p>
    case 'answer':
    case 'ours':
      return null
  }
}
