/** What the detail column shows: ids are those of the report. */
export type CodeSubject =
  | { readonly kind: 'layer'; readonly layer: string }
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'part'; readonly part: string }
  | { readonly kind: 'none' }
