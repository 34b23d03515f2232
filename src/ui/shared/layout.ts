import type { Memory } from './remembered.ts'
import { createStore, type Store } from './Store.ts'

/** Sizes in pixels of the panes that can be resized. */
export interface Layout {
  readonly sizes: Readonly<Record<Area, number>>
  readonly closed: Readonly<Record<Area, boolean>>
  /** The graph fills the page. */
  readonly full: boolean
  readonly code: CodeLayout
}

/** How source and disassembly share the details. */
export interface CodeLayout {
  /** `auto`: both where there is room for both. */
  readonly split: 'auto' | 'both' | 'alone'
  /** The one to begin with when only one is shown. */
  readonly side: CodeSide
}

export type CodeSide = (typeof SIDES)[number]

/** `findings`: the upper pane of the left column. */
export type Area = 'left' | 'findings' | 'right' | 'drawer'

export interface LayoutControl {
  readonly store: Store<Layout>
  /** A size near nothing closes the area. */
  readonly resize: (area: Area, size: number) => void
  readonly reset: (area: Area) => void
  readonly setClosed: (area: Area, closed: boolean) => void
  readonly setFull: (full: boolean) => void
  /** Which of source and disassembly comes first. */
  readonly setSide: (side: CodeSide) => void
  /** Both at once or one; both take the room that they need. */
  readonly setSplit: (isSplit: boolean) => void
}

/** Pixels. */
interface Space {
  readonly width: number
  readonly height: number
}

const OPEN: Layout['closed'] = { left: false, findings: false, right: false, drawer: false }
const AREAS = ['left', 'findings', 'right', 'drawer'] as const satisfies readonly Area[]
const SIDES = ['source', 'disassembly'] as const
const BOTH_FROM = 736 // pixels: source of forty characters beside a line of disassembly
const WIDE = 1_600 // pixels: from there on there is room for source beside disassembly
const CLOSES_BELOW = 64 // pixels: less shows nothing that can be read

/** `space` is the window's: a larger one begins with larger panes. */
export function createLayout(memory: Memory, space: Space): LayoutControl {
  const usual = usualSizes(space)
  const sizes = rememberedSizes(memory, usual)
  const store = createStore<Layout>({
    sizes,
    closed: OPEN,
    full: false,
    code: rememberedCode(memory),
  })
  store.subscribe(() => {
    memory.write('sizes', JSON.stringify(store.get().sizes))
    memory.write('code', JSON.stringify(store.get().code))
  })
  const setClosed = (area: Area, closed: boolean): void => {
    store.set((layout) => ({ ...layout, closed: { ...layout.closed, [area]: closed } }))
  }
  const setSize = (area: Area, size: number): void => {
    store.set((layout) => ({
      ...layout,
      sizes: { ...layout.sizes, [area]: size },
      closed: { ...layout.closed, [area]: false },
    }))
  }
  return {
    store,
    resize: (area, size) =>
      size < CLOSES_BELOW ? setClosed(area, true) : setSize(area, Math.round(size)),
    reset: (area) => setSize(area, usual[area]),
    setClosed,
    setFull: (full) => store.set((layout) => ({ ...layout, full })),
    setSide: (side) => store.set((layout) => ({ ...layout, code: { ...layout.code, side } })),
    setSplit: (isSplit) => store.set((layout) => withSplit(layout, isSplit)),
  }
}

/** Whether source and disassembly stand side by side. */
export function isSplit({ code, sizes }: Pick<Layout, 'code' | 'sizes'>): boolean {
  return code.split === 'auto' ? sizes.right >= BOTH_FROM : code.split === 'both'
}

function withSplit({ sizes, code, ...layout }: Layout, isSplit: boolean): Layout {
  const right = isSplit ? Math.max(sizes.right, BOTH_FROM) : sizes.right
  const split = isSplit ? 'both' : 'alone'
  return { ...layout, sizes: { ...sizes, right }, code: { ...code, split } }
}

function usualSizes({ width, height }: Space): Layout['sizes'] {
  return {
    left: between(288, width * 0.2, 384),
    findings: between(240, height * 0.375, 480),
    right: width < WIDE ? between(448, width * 0.35, 560) : between(736, width * 0.44, 1_120),
    drawer: between(208, height * 0.26, 360),
  }
}

function between(least: number, wanted: number, most: number): number {
  return Math.round(Math.min(most, Math.max(least, wanted)))
}

function rememberedSizes(memory: Memory, usual: Layout['sizes']): Layout['sizes'] {
  const known = parsed(memory.read('sizes') ?? '{}')
  const sizes = { ...usual }
  for (const area of AREAS) {
    const size = known.get(area)
    if (typeof size === 'number' && size >= CLOSES_BELOW && size < 4_000) sizes[area] = size
  }
  return sizes
}

function rememberedCode(memory: Memory): CodeLayout {
  const known = parsed(memory.read('code') ?? '{}')
  const split = (['both', 'alone'] as const).find((each) => each === known.get('split'))
  const side = SIDES.find((each) => each === known.get('side'))
  return { split: split ?? 'auto', side: side ?? 'source' }
}

function parsed(text: string): ReadonlyMap<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return new Map(Object.entries(typeof value === 'object' && value !== null ? value : {}))
  } catch {
    return new Map() // written by another version: the sizes start anew
  }
}
