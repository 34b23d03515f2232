import { v27 } from './v27.ts'
import { v310 } from './v310.ts'
import { v311 } from './v311.ts'
import { v312 } from './v312.ts'
import { v313 } from './v313.ts'
import { v314 } from './v314.ts'
import { v315 } from './v315.ts'
import { v34 } from './v34.ts'
import { v35 } from './v35.ts'
import { v36 } from './v36.ts'
import { v37 } from './v37.ts'
import { v38 } from './v38.ts'
import { v39 } from './v39.ts'
import type { Version } from './Version.ts'

/** Every version that can be read, oldest first. */
export const versions: readonly Version[] = [
  v27,
  v34,
  v35,
  v36,
  v37,
  v38,
  v39,
  v310,
  v311,
  v312,
  v313,
  v314,
  v315,
]
