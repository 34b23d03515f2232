/** `str.isprintable` of one code point. */
export function isPrintable(point: number): boolean {
  return !/[\p{C}\p{Z}]/u.test(String.fromCodePoint(point))
}
