import type { Effect, EffectKind } from '../../engine/index.ts'

/** What the page calls an effect. */
export const EFFECT_WORDS: Readonly<Record<EffectKind, string>> = {
  process: 'process',
  network: 'network',
  files: 'files',
  'dynamic-code': 'dynamic code',
  environment: 'environment',
  crypto: 'crypto',
}

export const WHEN_WORDS: Readonly<Record<Effect['when'], string>> = {
  load: 'when loaded',
  call: 'when called',
}

/** `network when loaded`. */
export function effectText({ kind, when }: Effect): string {
  return `${EFFECT_WORDS[kind]} ${WHEN_WORDS[when]}`
}

export function sameEffect(a: Effect, b: Effect): boolean {
  return a.kind === b.kind && a.when === b.when
}
