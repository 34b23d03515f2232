// What a plain scalar means to PyYAML (YAML 1.1): "yes" is true, "1e-5" is text, "0o7" too.
// https://github.com/yaml/pyyaml/blob/6.0.3/lib/yaml/resolver.py

export type Plain =
  | { readonly kind: 'string' }
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: number }

const NULL = /^(?:~|null|Null|NULL|)$/
const TRUE = /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/
const FALSE = /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/
const INTEGER =
  /^[-+]?(?:0b[01_]+|0[0-7_]+|0x[0-9a-fA-F_]+|0|[1-9][0-9_]*|[1-9][0-9_]*(?::[0-5]?[0-9])+)$/
const FLOAT =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*)$/
const INFINITY = /^[-+]?\.(?:inf|Inf|INF)$/
const NAN = /^\.(?:nan|NaN|NAN)$/

/** What PyYAML resolves `text` to; timestamps count as text. */
export function resolvePlain(text: string): Plain {
  if (NULL.test(text)) return { kind: 'null' }
  if (TRUE.test(text)) return { kind: 'boolean', value: true }
  if (FALSE.test(text)) return { kind: 'boolean', value: false }
  const value = numberIn(text)
  return value === undefined ? { kind: 'string' } : { kind: 'number', value }
}

function numberIn(text: string): number | undefined {
  if (NAN.test(text)) return NaN
  if (INFINITY.test(text)) return text.startsWith('-') ? -Infinity : Infinity
  if (!INTEGER.test(text) && !FLOAT.test(text)) return undefined
  const digits = text.replaceAll('_', '').replace(/^[-+]/, '')
  const size = digits.includes(':') ? sexagesimal(digits) : Number(withPrefix(digits))
  return text.startsWith('-') ? -size : size
}

function sexagesimal(digits: string): number {
  return digits.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
}

function withPrefix(digits: string): string {
  return /^0[0-7]+$/.test(digits) ? `0o${digits}` : digits
}
