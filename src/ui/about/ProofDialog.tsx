import { Modal } from '../shared/Modal.tsx'
import type { Reach } from '../shared/policy.ts'
import { PageLinks } from './PageLinks.tsx'
import { Policy } from './Policy.tsx'

const FORBIDS: Readonly<Record<Reach, string>> = {
  local:
    'forbids every request to another address, from the page and from its workers. There is no exception.',
  hub: 'forbids every request to another address, from the page and from its workers. The one exception is the Hugging Face Hub: huggingface.co, hf.co and what lies below hf.co, where it keeps large files.',
  anywhere:
    'lets this page, unlike the others, ask any https address, so that models can be read from other places. That nothing of a dropped file is sent, the policy of this page does not prove: use one of the others where that matters.',
}

/** Why nothing leaves the browser, and how to see it for oneself. */
export function ProofDialog({
  reach,
  onClose,
}: {
  readonly reach: Reach
  readonly onClose: () => void
}) {
  return (
    <Modal title="Nothing of a dropped file leaves this page" onClose={onClose}>
      <p>
        A dropped file is read by scripts in this browser. There is no server that could take it:
        the page is made of files only. Its content security policy, which the browser enforces and
        no script can lift, {FORBIDS[reach]}
      </p>
      {reach !== 'local' && (
        <p>
          The Hub is asked for nothing until you give it an address: then for the list of files and
          for those parts of them that are needed, with your token when you gave one. Nothing of a
          dropped file is sent there, and it is not told which page asks.
        </p>
      )}
      <PageLinks reach={reach} />
      <p>
        To see it: open the network tab of the developer tools and drop a file. What is asked for
        are files of this page, without a query; a second drop asks for nothing. Or cut the network
        first: everything works all the same.
      </p>
      <p>
        This browser keeps the sizes of the panes, the theme, and what you set aside with your
        reasons, under the SHA-256 of the file. Nothing that stands in a file is kept.
      </p>
      <Policy />
    </Modal>
  )
}
