/** What a layer does, for the quiet tint of its left edge. */
export type Family =
  'convolution' | 'recurrent' | 'attention' | 'normalisation' | 'shape' | 'merge' | 'io'

/** In order of trial: `ConvLSTM2D` is recurrent. Keras classes of all generations and TensorFlow operations. */
const PATTERNS: readonly (readonly [RegExp, Family])[] = [
  [/^(input\w*|output\w*|placeholder\w*|arg|retval|savev2|restorev2)$/i, 'io'],
  [/lstm|gru|rnn|bidirectional|timedistributed/i, 'recurrent'],
  [/attention|embedding/i, 'attention'],
  [/conv|pool/i, 'convolution'],
  [/norm|dropout|rescaling|^gaussiannoise$|regularization/i, 'normalisation'],
  [/^(concat\w*|add\w*|sub\w*|mul\w*|average|maximum|minimum|dot|merge|pack|stack)$/i, 'merge'],
  [
    /reshape|flatten|permute|padding|cropping|upsampling|repeat|slice|^(pad|transpose|squeeze|resize|resizing|cast|masking|expanddims|tile|split)\w*$/i,
    'shape',
  ],
]

const MAX_CLASS_LENGTH = 100 // longer names are nobody's class, and need no pattern run over them

const known = new Map<string, Family | null>()
const MAX_KNOWN = 1_000 // classes; a model has a few dozen

/** The family of a class or operation; null for those without one of their own. */
export function familyOf(className: string): Family | null {
  const before = known.get(className)
  if (before !== undefined) return before
  const name = className.slice(0, MAX_CLASS_LENGTH)
  const family = PATTERNS.find(([pattern]) => pattern.test(name))?.[1] ?? null
  if (known.size < MAX_KNOWN) known.set(className, family)
  return family
}
