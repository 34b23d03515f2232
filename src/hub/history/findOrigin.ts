// Which revision brought something in: halving, on the assumption that it came once and stayed.

/** Whether something is in a revision; `unknown` when it was not seen and not everything was examined. */
export type Presence = 'yes' | 'no' | 'unknown'

/** What was told of one revision, in the order of asking. */
export interface OriginStep<R> {
  readonly revision: R
  readonly presence: Presence
}

/** What halving comes to. All revisions in it were examined, but for `unknown` ones. */
export type Origin<R> =
  /** `brought` has it; `before`, the revision right before it, does not. `between` could not be told. */
  | {
      readonly kind: 'found'
      readonly brought: R
      readonly before: R
      readonly between: readonly R[]
    }
  /** The oldest revision has it already. */
  | { readonly kind: 'from-the-start'; readonly oldest: R }
  /** The newest does not have it, or it is not known: nothing can be halved. */
  | { readonly kind: 'not-in-newest'; readonly newest: R; readonly presence: Presence }
  /** Whether the oldest has it could not be told. */
  | { readonly kind: 'oldest-unknown'; readonly oldest: R }

/**
 * Finds the revision that brought something in among `revisions`, oldest first. `isIn` is asked as seldom as it takes;
 * what it throws ends the search. Where the middle cannot be told, its neighbours are asked.
 */
export async function findOrigin<R>(
  revisions: readonly R[],
  isIn: (revision: R) => Promise<Presence>,
): Promise<Origin<R>> {
  const [oldest, newest] = [revisions[0], revisions.at(-1)]
  if (oldest === undefined || newest === undefined) throw new Error('there are no revisions')
  const inNewest = await isIn(newest)
  if (inNewest !== 'yes') return { kind: 'not-in-newest', newest, presence: inNewest }
  const inOldest = revisions.length === 1 ? inNewest : await isIn(oldest)
  if (inOldest === 'yes') return { kind: 'from-the-start', oldest }
  if (inOldest === 'unknown') return { kind: 'oldest-unknown', oldest }
  return halve(revisions, isIn)
}

async function halve<R>(
  revisions: readonly R[],
  isIn: (revision: R) => Promise<Presence>,
): Promise<Origin<R>> {
  let [without, having] = [0, revisions.length - 1]
  const unknown = new Set<number>()
  for (
    let at = middle(without, having, unknown);
    at !== null;
    at = middle(without, having, unknown)
  ) {
    const presence = await isIn(item(revisions, at))
    if (presence === 'unknown') unknown.add(at)
    else if (presence === 'yes') having = at
    else without = at
  }
  return {
    kind: 'found',
    brought: item(revisions, having),
    before: item(revisions, without),
    between: revisions.slice(without + 1, having),
  }
}

/** The one nearest the middle between two that may still be asked; null when there is none. */
function middle(without: number, having: number, unknown: ReadonlySet<number>): number | null {
  const centre = Math.floor((without + having) / 2)
  for (let away = 0; away < having - without; away++)
    for (const at of [centre - away, centre + away])
      if (at > without && at < having && !unknown.has(at)) return at
  return null
}

function item<R>(revisions: readonly R[], at: number): R {
  const revision = revisions[at]
  if (revision === undefined) throw new Error(`there is no revision ${at}`)
  return revision
}

/** A revision at which something came, or went. */
export interface Turn<R> {
  readonly revision: R
  readonly before: R | null
  readonly change: 'came' | 'went'
}

/** All revisions at which something came or went; those that could not be told are passed over. Oldest first. */
export function turnsOf<R>(steps: readonly OriginStep<R>[]): readonly Turn<R>[] {
  const turns: Turn<R>[] = []
  let before: OriginStep<R> | null = null
  for (const step of steps) {
    if (step.presence === 'unknown') continue
    if ((before?.presence ?? 'no') !== step.presence)
      turns.push({
        revision: step.revision,
        before: before?.revision ?? null,
        change: step.presence === 'yes' ? 'came' : 'went',
      })
    before = step
  }
  return turns
}
