import bhakti from './bhakti.yar?raw'
import code from './code.yar?raw'
import commands from './commands.yar?raw'
import files from './files.yar?raw'

/** The bundled rules by file name, in the order in which they are compiled. */
export const BUNDLED_RULE_FILES: readonly (readonly [string, string])[] = [
  ['bhakti.yar', bhakti],
  ['code.yar', code],
  ['commands.yar', commands],
  ['files.yar', files],
]

/** All of them as one rule set. */
export const BUNDLED_RULES = BUNDLED_RULE_FILES.map(([, text]) => text).join('\n')
