/** A model that comes with the page. */
export interface Sample {
  readonly name: string
  /** What it shows, in a few words. */
  readonly title: string
  /** In `samples/`. */
  readonly file: string
}

/** Reads the list of samples. Only called when somebody asks for them. */
export async function loadSamples(): Promise<readonly Sample[]> {
  const list: unknown = await (await fetched('samples/index.json')).json()
  return Array.isArray(list) ? list.filter(isSample) : []
}

export async function loadSample({ name, file }: Sample): Promise<File> {
  return new File([await (await fetched(`samples/${file}`)).blob()], name)
}

async function fetched(path: string): Promise<Response> {
  const response = await fetch(path)
  if (!response.ok) throw new Error(`${path} cannot be read (${response.status})`)
  return response
}

function isSample(value: unknown): value is Sample {
  if (typeof value !== 'object' || value === null) return false
  const fields = new Map(Object.entries(value))
  return ['name', 'title', 'file'].every((key) => typeof fields.get(key) === 'string')
}
