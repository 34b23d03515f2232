// Pickles put together from named pieces, for tests, which compose what they are about in view.

/** A pickle of these pieces; those of text have one byte a character. */
export function pickle(...pieces: readonly string[]): Uint8Array {
  return Uint8Array.from(pieces.join(''), (character) => character.charCodeAt(0))
}

export function proto(version: number): string {
  return `\x80${String.fromCharCode(version)}`
}

/** SHORT_BINUNICODE, of ASCII. */
export function text(value: string): string {
  return `\x8c${String.fromCharCode(value.length)}${value}`
}

/** SHORT_BINBYTES, of the characters' numbers. */
export function bytes(value: string): string {
  return `C${String.fromCharCode(value.length)}${value}`
}

/** BININT1. */
export function int(value: number): string {
  return `K${String.fromCharCode(value)}`
}

/** GLOBAL. */
export function global(module: string, name: string): string {
  return `c${module}\n${name}\n`
}

/** STACK_GLOBAL with its operands. */
export function stackGlobal(module: string, name: string): string {
  return text(module) + text(name) + STACK_GLOBAL
}

/** A tuple of these values. */
export function tuple(...values: readonly string[]): string {
  return MARK + values.join('') + TUPLE
}

/** A list of these values. */
export function list(...values: readonly string[]): string {
  return MARK + values.join('') + LIST
}

/** A dict of keys and values by turns. */
export function dict(...values: readonly string[]): string {
  return MARK + values.join('') + DICT
}

/** What calling `callable` with these arguments gives, by REDUCE. */
export function call(callable: string, ...args: readonly string[]): string {
  return callable + tuple(...args) + REDUCE
}

export function put(slot: number): string {
  return `q${String.fromCharCode(slot)}`
}

export function get(slot: number): string {
  return `h${String.fromCharCode(slot)}`
}

export const MARK = '('
export const TUPLE = 't'
const LIST = 'l'
export const DICT = 'd'
export const NONE = 'N'
export const POP = '0'
export const REDUCE = 'R'
export const BUILD = 'b'
export const OBJ = 'o'
export const NEWOBJ = '\x81'
export const NEWOBJ_EX = '\x92'
export const EMPTY_TUPLE = ')'
export const EMPTY_LIST = ']'
export const EMPTY_DICT = '}'
export const APPEND = 'a'
export const SETITEM = 's'
export const STACK_GLOBAL = '\x93'
export const MEMOIZE = '\x94'
export const STOP = '.'
