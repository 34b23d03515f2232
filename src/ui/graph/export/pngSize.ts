import type { Size } from '../layout/flatLayout.ts'

const MAX_SIDE = 16_384 // pixels: more no browser paints on a canvas
const MAX_PIXELS = 64 * 1024 * 1024 // 256 MB while it is painted
const SHARP = 2 // pixels for one of the scene, where there is room

/** How large a picture of an area may be: pixels for one of the scene. */
export function pngScale({ width, height }: Size): number {
  const longest = Math.max(width, height, 1)
  const area = Math.max(width, 1) * Math.max(height, 1)
  return Math.min(SHARP, MAX_SIDE / longest, Math.sqrt(MAX_PIXELS / area))
}
