import type { FakeContent, FakeRepo } from './FakeRepo.ts'
import type { Answer } from './hubAnswers.ts'
import type { Speed } from './slowly.ts'

/** What was asked of the fake Hub, in order, on both origins. */
export interface Asked {
  readonly origin: 'hub' | 'cdn'
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  status: number
  bytes: number
}

/** How it misbehaves; each can be changed while it runs. */
export interface Manners {
  /** Answers 429 to that many of the next requests. */
  tooMany: number
  /** Seconds that such an answer asks for, in a header which no page may read. */
  pauseSeconds: number
  /** Cuts that many of the next contents in the middle. */
  cuts: number
  /** Answers 429, then on the CDN, and cuts only after that many requests to it; 0 for at once. */
  afterContents: number
  /** Answers ranges with the whole file and 200. */
  ignoresRanges: boolean
  /** Seconds for which a signed address of the CDN holds. */
  signedForSeconds: number
  speed: Speed | null
}

export interface HubOptions {
  readonly repos: readonly FakeRepo[]
  /** The token that opens gated and private repositories. */
  readonly token?: string
  /** Key and certificate in PEM, for both origins; plain HTTP without. */
  readonly tls?: { readonly key: string; readonly cert: string }
}

/** The state that both origins share. */
export interface Place extends HubOptions {
  readonly asked: Asked[]
  readonly manners: Manners
  cdnOrigin: string
}

/** What is sent: an answer in one piece, or content by a range. */
export type Sent = Answer | (Omit<Answer, 'body'> & { readonly content: ContentRange })

export interface ContentRange {
  readonly content: FakeContent
  readonly start: number
  readonly end: number
}
