import type { Fact } from '../../model/ModelPart.ts'

/** The version of Keras that a file names. */
export interface KerasVersion {
  readonly major: number
  readonly minor: number
  readonly patch: number
  readonly text: string
}

/** The first version that is named; null when none is, or it is no version. */
export function versionIn(facts: readonly Fact[]): KerasVersion | null {
  const text = facts.find(({ name }) => name === 'keras_version')?.value
  const [, major, minor, patch] = /^(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?/.exec(text ?? '') ?? []
  if (text === undefined || major === undefined || minor === undefined) return null
  return { major: Number(major), minor: Number(minor), patch: Number(patch ?? 0), text }
}

/** Whether `version` is older than `major.minor.patch`. */
export function isBefore(version: KerasVersion, major: number, minor: number, patch = 0): boolean {
  if (version.major !== major) return version.major < major
  return version.minor === minor ? version.patch < patch : version.minor < minor
}
