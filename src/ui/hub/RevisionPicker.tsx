import { escapeText, shorten } from '../../engine/model/escapeText.ts'
import type { HubRefs, PinnedRepo } from '../../worker/client.ts'
import styles from './hub.module.css'

interface Props {
  readonly repo: PinnedRepo
  readonly refs: HubRefs | null
  readonly onRevision: (revision: string) => void
}

/** Branches, tags and pull requests; what was opened is among them even when it is a commit. */
export function RevisionPicker({ repo, refs, onRevision }: Props) {
  const groups = groupsOf(refs)
  const isListed = groups.some(({ revisions }) => revisions.includes(repo.revision))
  return (
    <label className={styles.revision}>
      Revision
      <select value={repo.revision} onChange={(event) => onRevision(event.target.value)}>
        {!isListed && <option value={repo.revision}>{shown(repo.revision)}</option>}
        {groups.map(({ title, revisions }) => (
          <optgroup key={title} label={title}>
            {revisions.map((revision) => (
              <option key={revision} value={revision}>
                {shown(revision)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  )
}

const MAX_OF_A_KIND = 500 // more are no list to choose from; an address names any

function groupsOf(refs: HubRefs | null): readonly {
  readonly title: string
  readonly revisions: readonly string[]
}[] {
  if (refs === null) return []
  const { branches, tags, pullRequests } = refs
  return [
    { title: 'Branches', revisions: branches.map(({ name }) => name) },
    { title: 'Tags', revisions: tags.map(({ name }) => name) },
    { title: 'Pull requests', revisions: pullRequests.map(({ ref }) => ref) },
  ]
    .map(({ title, revisions }) => ({ title, revisions: revisions.slice(0, MAX_OF_A_KIND) }))
    .filter(({ revisions }) => revisions.length > 0)
}

function shown(revision: string): string {
  return escapeText(shorten(revision, 48))
}
