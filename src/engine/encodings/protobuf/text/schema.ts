/** The fields of messages by their names, for texts: numbers alone stand in bytes. */
export type Schema = ReadonlyMap<string, MessageSchema>
export type MessageSchema = ReadonlyMap<string, FieldSchema>

export interface FieldSchema {
  readonly number: number
  /** A scalar, or the name of a message in the same schema. */
  readonly type: 'text' | 'number' | { readonly message: string }
}

/**
 * Reads a table of messages, one a line: `NodeDef: name=1 attr=5.AttrEntry value=3#` is a message with a text, a
 * message and a number (whole, a truth or the name of a type). Fields that are left out are skipped in texts.
 */
export function parseSchema(table: string): Schema {
  const lines = table.trim().split('\n')
  return new Map(
    lines.map((line) => {
      const [name = '', fields = ''] = line.trim().split(': ')
      return [name, new Map(fields.split(' ').map(parseField))]
    }),
  )
}

function parseField(text: string): readonly [string, FieldSchema] {
  const [name = '', rest = ''] = text.split('=')
  const [digits = '', message] = rest.replace('#', '').split('.')
  const scalar = rest.endsWith('#') ? 'number' : 'text'
  return [name, { number: Number(digits), type: message === undefined ? scalar : { message } }]
}
