const IPV6 = /(?<![\w:[])[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}(?![\w:\]])/gi

/**
 * The text so that no program makes a link of it or follows it: `hxxps://evil[.]example/a[.]sh`, `who[at]evil[.]example`,
 * `2001[:]db8[:][:]1`. Every scheme of an address, every dot inside a word and every `@` is changed, nothing else; what
 * is defanged already stays as it is.
 */
export function defang(text: string): string {
  return text
    .replace(/\bhttps?:/gi, (scheme) => `hxx${scheme.slice(3).toLowerCase()}`)
    .replace(/\bftps?:/gi, (scheme) => `fx${scheme.slice(2).toLowerCase()}`)
    .replace(/(?<!hxxps?|fxps?|\[):\/\//gi, '[://]')
    .replace(IPV6, (address) => address.replaceAll(':', '[:]'))
    .replace(/(?<=[\p{L}\p{N}\]-])\.(?=[\p{L}\p{N}[-])/gu, '[.]')
    .replaceAll('@', '[at]')
}
