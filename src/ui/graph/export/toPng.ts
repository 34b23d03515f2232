import { edgePaths } from '../edgePaths.ts'
import type { Box } from '../layout/flatLayout.ts'
import { paintScene } from '../paintScene.ts'
import { rowIndex } from '../rowIndex.ts'
import { pngScale } from './pngSize.ts'
import type { Pictured } from './toSvg.ts'

const MARGIN = 24

/** The part of the scene in `area` as a PNG, smaller than life where it would be too large for a canvas. */
export async function toPng(pictured: Pictured, area: Box): Promise<Blob | null> {
  const box = { width: area.width + 2 * MARGIN, height: area.height + 2 * MARGIN }
  const zoom = pngScale(box)
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(Math.floor(box.width * zoom), 1)
  canvas.height = Math.max(Math.floor(box.height * zoom), 1)
  const context = canvas.getContext('2d')
  if (context === null) return null
  const { scene } = pictured
  paintScene(context, {
    ...pictured,
    selected: null,
    found: new Set(),
    rows: rowIndex(scene),
    paths: edgePaths(scene, scene.edges),
    viewport: { zoom, x: (MARGIN - area.x) * zoom, y: (MARGIN - area.y) * zoom },
    pane: { width: canvas.width, height: canvas.height },
    scale: 1,
  })
  return new Promise((done) => canvas.toBlob(done, 'image/png'))
}
