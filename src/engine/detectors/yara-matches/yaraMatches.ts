import type { Judgement } from '../../model/Finding.ts'
import { SEVERITIES } from '../../model/Finding.ts'
import { locationText, rangeWithin, type Location } from '../../model/Location.ts'
import type { YaraMatch } from '../../model/Report.ts'
import type { Detector } from '../Detector.ts'
import { grouped } from '../grouped.ts'
import { counted, quoted } from '../wording.ts'

/** Matches of YARA rules, as severe as the meta of the rule says. */
export const yaraMatches: Detector = {
  id: 'yara-matches',
  title: 'Which YARA rules match?',
  explanation:
    'Matches over the whole file and over every extracted part. A rule counts as much as the severity in its meta says.',
  *find({ yara }) {
    for (const matches of grouped(yara, ({ rule }) => rule).values()) yield judgeRule(matches)
  },
}

/** One finding a rule: at the worst match, in an extracted part rather than in the whole file. */
function judgeRule(matches: readonly [YaraMatch, ...YaraMatch[]]): Judgement {
  const best = matches.reduce((a, b) => (rankOf(b) < rankOf(a) ? b : a))
  const more = matches.length - 1
  return {
    rule: 'YARA-001',
    severity: best.severity,
    message: `${sentence(best)}${more > 0 ? `, and in ${counted(more, 'more part')}` : ''}`,
    location: firstString(best),
  }
}

function rankOf({ severity, part }: YaraMatch): number {
  return SEVERITIES.indexOf(severity) * 2 + (part === 'whole' ? 1 : 0)
}

function sentence({ rule, meta, location, strings }: YaraMatch): string {
  const description = new Map(meta).get('description')
  const told = description === undefined ? '' : ` (${description})`
  const [first] = strings
  const where = quoted(locationText(location.slice(-2)))
  const string = first === undefined ? '' : `, string ${first.id} at byte ${first.offset}`
  return `Rule ${quoted(rule)}${told} matches in ${where}${string}`
}

/** The bytes of the first string: that is what there is to look at. */
function firstString({ location, rule, strings }: YaraMatch): Location {
  const [first] = strings
  if (first === undefined) return location
  const { offset, length } = first
  return rangeWithin(location, { kind: 'range', name: rule, offset, length })
}
