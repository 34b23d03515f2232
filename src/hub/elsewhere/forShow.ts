const SECRETS =
  /^(?:x-(?:amz|goog|oss|ms)-.*|awsaccesskeyid|googleaccessid|sig|signature|se|sp|sv|sr|st|spr|skoid|sktid|policy|expires|key-pair-id|(?:access_?|auth_?|id_?|refresh_?)?token|api_?key|key|secret|password|auth|authorization|session)$/iu

/** An `https:` address without what lets its bearer in, as it may be shown, kept and linked to; null when it is none. */
export function forShow(text: string): string | null {
  if (!/^https:\/\//iu.test(text) || !URL.canParse(text)) return null
  const url = new URL(text)
  url.username = ''
  url.password = ''
  url.hash = ''
  const names = new Set(url.searchParams.keys())
  for (const name of names) if (SECRETS.test(name)) url.searchParams.delete(name)
  return url.href
}
