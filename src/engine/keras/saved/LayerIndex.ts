import type { Layer } from '../../model/Layer.ts'
import { LayerIds } from '../LayerIds.ts'

export type KnownLayer = Pick<Layer, 'id' | 'name' | 'className'>

const MAX_LEVELS = 100 // of a path, upwards; the deepest models seen have six

/** The layers of a SavedModel, found again by the paths and names of its objects. */
export class LayerIndex {
  readonly #byId = new Map<string, KnownLayer>()
  readonly #byName = new Map<string, KnownLayer>()
  readonly #listed = new Set<string>()
  readonly #byPath = new Map<string, KnownLayer>()
  readonly #ids = new LayerIds()

  get size(): number {
    return this.#byId.size
  }

  has(id: string): boolean {
    return this.#byId.has(id)
  }

  /** Adds a layer that a model's configuration lists. */
  add(layer: KnownLayer): void {
    this.#listed.add(layer.id)
    this.addAlone(layer)
  }

  /** Adds a layer that no configuration lists, an object of its own. */
  addAlone(layer: KnownLayer): void {
    this.#byId.set(layer.id, layer)
    const key = nameKey(layer.name, layer.className)
    if (!this.#byName.has(key)) this.#byName.set(key, layer)
  }

  /** Says that the object at `path` is `layer`. */
  place(path: string, layer: KnownLayer): void {
    this.#byPath.set(path, layer)
  }

  /** The layer of a name and class, if there are several the one inside what stands above `path`. */
  find(path: string, name: string, className: string): KnownLayer | undefined {
    return this.#inside(path, name, className) ?? this.#byName.get(nameKey(name, className))
  }

  /** Whether the configuration of what stands above `path` lists such a layer. */
  isListed(path: string, name: string, className: string): boolean {
    return this.#listed.has(this.#inside(path, name, className)?.id ?? '')
  }

  #inside(path: string, name: string, className: string): KnownLayer | undefined {
    const above = this.above(path)
    const inside = this.#byId.get(above === null ? name : `${above.id}/${name}`)
    return inside?.className === className ? inside : undefined
  }

  /** The layer that holds the object at `path`; null for the model. */
  above(path: string): KnownLayer | null {
    let end = path.lastIndexOf('.')
    for (let level = 0; end > 0 && level < MAX_LEVELS; level += 1) {
      const layer = this.#byPath.get(path.slice(0, end))
      if (layer !== undefined) return layer
      end = path.lastIndexOf('.', end - 1)
    }
    return null
  }

  /** An id that no layer has, of a path of names. */
  unique(parent: string, name: string): string {
    let id = this.#ids.unique(parent, name)
    while (this.#byId.has(id)) id = this.#ids.unique(parent, name)
    return id
  }
}

function nameKey(name: string, className: string): string {
  return JSON.stringify([name, className])
}
