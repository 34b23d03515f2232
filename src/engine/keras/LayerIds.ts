const MAX_NAME = 200 // characters of a name in an id: a hundred thousand layers must not repeat a megabyte each
const MAX_ID = 1_000 // characters of an id, however deep models nest

/** Makes ids of paths of names, each once. */
export class LayerIds {
  readonly #taken = new Set<string>()
  readonly #repeats = new Map<string, number>()

  /** `parent` may be empty: then the name alone is the path. */
  unique(parent: string, name: string): string {
    const short = name.length > MAX_NAME ? `${name.slice(0, MAX_NAME)}…` : name
    const path = parent === '' ? short : `${parent}/${short}`
    const base = path.length > MAX_ID ? `…${path.slice(-MAX_ID)}` : path
    let id = base
    while (this.#taken.has(id)) id = `${base}#${this.#next(base)}`
    this.#taken.add(id)
    return id
  }

  #next(base: string): number {
    const repeat = (this.#repeats.get(base) ?? 1) + 1
    this.#repeats.set(base, repeat)
    return repeat
  }
}
