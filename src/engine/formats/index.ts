import type { Format } from './Format.ts'

/** Every format, in order of trial: the surest signature first. */
export const FORMATS: readonly Format[] = []
