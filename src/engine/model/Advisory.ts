/** A published vulnerability that a rule speaks of. */
export interface Advisory {
  /** `CVE-2025-1550`, or `GHSA-…` where there is no CVE. */
  readonly id: string
  /** The software and its versions that are open to it: `Keras 3.0.0 to 3.8.x`. */
  readonly affected: string
  /** The first versions that are not: `Keras 3.9.0`; null when there is none. */
  readonly fixed: string | null
}
