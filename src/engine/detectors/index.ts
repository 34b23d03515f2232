import { codeFaults } from './code-faults/codeFaults.ts'
import { containerOddities } from './container-oddities/containerOddities.ts'
import { customClasses } from './custom-classes/customClasses.ts'
import { dangerousNames } from './dangerous-names/dangerousNames.ts'
import type { Detector } from './Detector.ts'
import { functionNames } from './function-names/functionNames.ts'
import { graphOperations } from './graph-operations/graphOperations.ts'
import { lambdaCode } from './lambda-code/lambdaCode.ts'
import { outsideReferences } from './outside-references/outsideReferences.ts'
import { pickleImports } from './pickle-imports/pickleImports.ts'
import { pythonRange } from './python-range/pythonRange.ts'
import { secrets } from './secrets/secrets.ts'
import { unreadParts } from './unread-parts/unreadParts.ts'
import { yaraMatches } from './yara-matches/yaraMatches.ts'

/** Every detector, in the order in which their findings are listed within a severity. */
export const DETECTORS: readonly Detector[] = [
  dangerousNames,
  pickleImports,
  functionNames,
  graphOperations,
  outsideReferences,
  lambdaCode,
  containerOddities,
  yaraMatches,
  customClasses,
  codeFaults,
  pythonRange,
  secrets,
  unreadParts,
]
