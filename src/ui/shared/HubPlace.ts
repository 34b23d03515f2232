import type { HubFile, PinnedRepo } from '../../worker/client.ts'

/** A file of the Hub, pinned to a commit. No token is in it: it is shown, and linked to. */
export interface HubPlace {
  readonly repo: PinnedRepo
  readonly file: HubFile
}
