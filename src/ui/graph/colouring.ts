import type { LayerMark } from '../shared/marks.ts'
import type { Family } from './families.ts'
import type { SceneNode } from './scene.ts'

/** What the colour of a node says. */
export type Colouring = 'family' | 'parameters' | 'finding'

export const COLOURINGS: readonly { readonly id: Colouring; readonly title: string }[] = [
  { id: 'family', title: 'By class family' },
  { id: 'parameters', title: 'By parameters' },
  { id: 'finding', title: 'By finding' },
]

export const FAMILIES: readonly { readonly family: Family; readonly title: string }[] = [
  { family: 'io', title: 'Input, output' },
  { family: 'convolution', title: 'Convolution, pooling' },
  { family: 'recurrent', title: 'Recurrent' },
  { family: 'attention', title: 'Attention, embedding' },
  { family: 'normalisation', title: 'Normalisation, dropout' },
  { family: 'shape', title: 'Shape' },
  { family: 'merge', title: 'Merge' },
]

/** Steps of the scale of parameters; `from` is the least number. */
export const AMOUNTS = [
  { from: 1, colour: 'amount-least', title: '1 to 999 parameters' },
  { from: 1e3, colour: 'amount-less', title: '1,000 and more' },
  { from: 1e4, colour: 'amount-some', title: '10,000 and more' },
  { from: 1e5, colour: 'amount-more', title: '100,000 and more' },
  { from: 1e6, colour: 'amount-most', title: '1,000,000 and more' },
] as const

/** The colour of a node, by its name in theme.css; null for none. */
export function tintOf(
  { family, layer }: Pick<SceneNode, 'family' | 'layer'>,
  mark: LayerMark | undefined,
  colouring: Colouring,
): string | null {
  switch (colouring) {
    case 'family':
      return family === null ? null : `family-${family}`
    case 'parameters':
      return AMOUNTS.findLast(({ from }) => (layer.parameters ?? 0) >= from)?.colour ?? null
    case 'finding':
      return toneOf(mark)
  }
}

function toneOf(mark: LayerMark | undefined): string | null {
  if (mark === undefined) return null
  return mark.severity ?? (mark.carriesCode ? 'code' : null)
}
