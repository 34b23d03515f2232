/**
 * An address of a rule, never of a file. Following it is the only thing that leaves the page; what is not https is
 * plain text.
 */
export function OutsideLink({ address }: { readonly address: string }) {
  if (!address.startsWith('https://')) return <>{address}</>
  return (
    <a
      href={address}
      target="_blank"
      rel="noreferrer noopener"
      title={`Opens ${address} in a new tab`}
    >
      {address.slice('https://'.length)}
    </a>
  )
}
