/** What `dis` prints, without what no file can say: addresses, and the order inside a frozenset. */
export function comparableText(disassembly: string): string {
  return disassembly
    .replace(/at 0x[0-9a-fA-F]+/g, 'at 0x0')
    .replace(
      /frozenset\(([{[])(.*?)([}\]])\)/g,
      (_, open: string, items: string, close: string) => {
        return `frozenset(${open}${items.split(', ').sort().join(', ')}${close})`
      },
    )
}
