import type { ProblemKind } from '../../model/Problem.ts'
import type { Detector } from '../Detector.ts'

const RULES: Readonly<Record<ProblemKind, string>> = {
  limit: 'GEN-004',
  malformed: 'GEN-010',
  'not-analysed': 'GEN-011',
  'unknown-format': 'GEN-012',
  absent: 'GEN-013',
  mismatch: 'GEN-010',
  interrupted: 'GEN-014',
  stopped: 'GEN-014',
  bug: 'GEN-015',
}

/** What was not examined: a file that could not be read is never a clean one. */
export const unreadParts: Detector = {
  id: 'unread-parts',
  title: 'What was not examined?',
  explanation:
    'Parts that are damaged, encrypted, missing, of a format that is not looked into, or beyond a limit.',
  *find({ problems }) {
    for (const { kind, message, location } of problems)
      yield { rule: RULES[kind], message, location }
  },
}
