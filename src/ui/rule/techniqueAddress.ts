/** Where MITRE describes a technique of ATLAS, by its id. */
export function techniqueAddress(id: string): string {
  return `https://atlas.mitre.org/techniques/${encodeURIComponent(id)}`
}
