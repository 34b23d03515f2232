import { PYTHON_VERSIONS } from '../engine/index.ts'
import type { Id } from './Message.ts'

/** What a line of JSON asks for, or what is wrong with it. */
export type CodeRequest =
  | {
      readonly kind: 'request'
      readonly id: Id
      readonly b64: string
      readonly python: string | null
    }
  | { readonly kind: 'wrong'; readonly id: Id; readonly message: string }

/** Reads one line `{id, b64, python?}`. Never throws. */
export function parseCodeRequest(line: string): CodeRequest {
  const value = parsed(line)
  if (value === undefined) return { kind: 'wrong', id: null, message: 'the line is not JSON' }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { kind: 'wrong', id: null, message: 'the line is not a JSON object' }
  return toRequest(value)
}

function toRequest(fields: { id?: unknown; b64?: unknown; python?: unknown }): CodeRequest {
  const { id = null, b64, python = null } = fields
  if (!isId(id)) return { kind: 'wrong', id: null, message: 'id is neither a text nor a number' }
  if (typeof b64 !== 'string')
    return { kind: 'wrong', id, message: 'b64 is missing, or not a text' }
  if (isVersion(python)) return { kind: 'request', id, b64, python }
  const message = `python is ${PYTHON_VERSIONS.join(', ')}, not ${JSON.stringify(python)}`
  return { kind: 'wrong', id, message }
}

function isVersion(value: unknown): value is string | null {
  return value === null || (typeof value === 'string' && PYTHON_VERSIONS.includes(value))
}

/** Undefined for what is not JSON. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function isId(value: unknown): value is Id {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}
