import { Download } from 'lucide-react'
import { useState } from 'react'
import { saveFile } from '../../shared/save.ts'
import { themeColours } from '../../shared/themeColours.ts'
import type { Box } from '../layout/flatLayout.ts'
import type { LayerTree } from '../LayerTree.ts'
import { Popover } from '../Popover.tsx'
import styles from '../Popover.module.css'
import { outlineText } from './outlineText.ts'
import { pngScale } from './pngSize.ts'
import { toPng } from './toPng.ts'
import { toSvg, type Pictured } from './toSvg.ts'

interface ExportMenuProps extends Pictured {
  readonly name: string
  readonly tree: LayerTree
  /** What is seen of the scene; null while nothing is drawn. */
  readonly shown: () => Box | null
}

const READABLE = 0.4 // below it no name can be read in the picture

/** Saves the drawing as a picture, all of it or what is seen, and the same graph as text. */
export function ExportMenu(props: ExportMenuProps) {
  const { name, tree, marks, scene, shown } = props
  const [trouble, setTrouble] = useState<string | null>(null)
  const whole: Box = { x: 0, y: 0, width: scene.width, height: scene.height }
  const svg = (part: string, area: Box): void => {
    const { get } = themeColours()
    saveFile(document, `${name}.${part}.svg`, 'image/svg+xml', toSvg(props, area, get))
  }
  const png = async (part: string, area: Box): Promise<void> => {
    const picture = await toPng(props, area)
    setTrouble(picture === null ? 'The browser could not paint a picture of this size' : null)
    if (picture !== null) saveFile(document, `${name}.${part}.png`, 'image/png', picture)
  }
  const scale = pngScale(whole)
  const entries = [
    {
      title: 'SVG of the whole graph',
      more: 'as it is folded now; every name in it',
      on: () => svg('graph', whole),
    },
    { title: 'SVG of what is seen', more: '', on: () => svg('view', shown() ?? whole) },
    {
      title: 'PNG of the whole graph',
      more:
        scale < READABLE
          ? `at ${(scale * 100).toFixed(1)} % of its size, too small to read; SVG is not`
          : '',
      on: () => void png('graph', whole),
    },
    {
      title: 'PNG of what is seen',
      more: '',
      on: () => void png('view', clipped(shown() ?? whole, whole)),
    },
    {
      title: 'Text of the whole graph',
      more: 'a layer a line, for grep',
      on: () => saveFile(document, `${name}.graph.txt`, 'text/plain', outlineText(tree, marks)),
    },
    {
      title: 'Copy the text',
      more: '',
      on: () => void navigator.clipboard.writeText(outlineText(tree, marks)),
    },
  ]
  return (
    <>
      {trouble !== null && <span role="alert">{trouble}</span>}
      <Popover label="Export the graph" face={<Download size={16} aria-hidden="true" />}>
        {entries.map(({ title, more, on }) => (
          <button key={title} type="button" className={styles.choice} onClick={on}>
            {title}
            {more !== '' && <span className={styles.more}>{more}</span>}
          </button>
        ))}
      </Popover>
    </>
  )
}

/** The part of the scene that is seen, without the empty space around it. */
function clipped(area: Box, whole: Box): Box {
  const [x, y] = [Math.max(area.x, whole.x), Math.max(area.y, whole.y)]
  const right = Math.min(area.x + area.width, whole.width)
  const bottom = Math.min(area.y + area.height, whole.height)
  return right <= x || bottom <= y ? area : { x, y, width: right - x, height: bottom - y }
}
