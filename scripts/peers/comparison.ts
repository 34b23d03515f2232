import { kindOf, kindOrder, mayHoldPickle } from './kinds.ts'
import type { Outcome, Says } from './Peer.ts'
import type { Subject } from './subjects.ts'

/** All that was said of all files; the first outcome is our own. */
export interface Comparison {
  readonly subjects: readonly Subject[]
  /** The format that each was read as. */
  readonly formats: readonly string[]
  readonly outcomes: readonly Outcome[]
}

/** One truth and kind of file: how many there are, and what each scanner said of them. */
export interface Row {
  readonly truth: Subject['truth']
  readonly kind: string
  readonly count: number
  readonly cells: readonly Cell[]
}

type Cell = Readonly<Record<Says, number>>

export function rowsOf({ subjects, formats, outcomes }: Comparison): readonly Row[] {
  const groups = new Map<string, number[]>()
  for (const [index, { truth }] of subjects.entries()) {
    const key = `${truth}|${kindOf(formats[index] ?? '')}`
    groups.set(key, [...(groups.get(key) ?? []), index])
  }
  return [...groups]
    .map(([key, members]) => {
      const [, kind = ''] = key.split('|')
      const truth = subjects[members[0] ?? 0]?.truth ?? 'benign'
      const cells = outcomes.map((outcome) => cellOf(outcome, members))
      return { truth, kind, count: members.length, cells }
    })
    .toSorted((a, b) => orderOf(a) - orderOf(b))
}

function cellOf({ answers }: Outcome, members: readonly number[]): Cell {
  const said = members.map((index) => answers[index]?.says ?? 'not scanned')
  const count = (word: Says): number => said.filter((one) => one === word).length
  return {
    alarm: count('alarm'),
    note: count('note'),
    nothing: count('nothing'),
    'not scanned': count('not scanned'),
  }
}

const TRUTHS: readonly Subject['truth'][] = ['dangerous', 'benign', 'ordinary']

function orderOf({ truth, kind }: Row): number {
  return TRUTHS.indexOf(truth) * 100 + kindOrder(kind)
}

/** These search other files for pickles too, and say nothing of what they are. */
const ONLY_PICKLES: ReadonlySet<string> = new Set(['picklescan', 'fickling'])

/** How we stand in a row against the best of the others, and who that is. */
export interface Standing {
  readonly place: 'ahead' | 'level' | 'behind'
  readonly best: string
}

/**
 * Of dangerous files, more alarms are better, then more notes. Of benign ones fewer alarms, then fewer notes; there only
 * those count that read such files, and scanned all that we scanned: who does not look raises no alarm.
 */
export function standingOf({ truth, kind, cells }: Row, outcomes: readonly Outcome[]): Standing {
  const [ours, ...others] = cells
  if (ours === undefined) return { place: 'level', best: '' }
  const sign = truth === 'dangerous' ? 1 : -1
  const score = ({ alarm, note }: Cell): number => sign * (alarm * 10_000 + note)
  const rivals = others
    .map((cell, index) => ({ cell, name: outcomes[index + 1]?.name ?? '' }))
    .filter(({ cell, name }) => {
      const looks = mayHoldPickle(kind) || !ONLY_PICKLES.has(name)
      return truth === 'dangerous' || (looks && cell['not scanned'] <= ours['not scanned'])
    })
    .toSorted((a, b) => score(b.cell) - score(a.cell))
  const [best] = rivals
  if (best === undefined) return { place: 'ahead', best: 'nobody else looks at all of them' }
  const lead = score(ours) - score(best.cell)
  if (lead === 0) return { place: 'level', best: best.name }
  return { place: lead > 0 ? 'ahead' : 'behind', best: best.name }
}
