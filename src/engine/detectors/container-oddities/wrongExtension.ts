import type { CodeListing } from '../../model/Listing.ts'
import type { Model } from '../../model/Model.ts'
import { CAPABILITIES } from '../names/Capability.ts'
import { gradeName } from '../names/gradeName.ts'
import type { Grade } from './gradeOf.ts'

/** A name that says another format hides the content from scanners that go by it: worse when dangerous code is there. */
export function wrongExtension({ code }: Model): Grade {
  const isPayload = code.some((object) => reachesOut(object.code))
  return isPayload ? { rule: 'GEN-003', severity: 'high' } : { rule: 'GEN-003' }
}

function reachesOut({ references, children }: CodeListing): boolean {
  return references.some(hasEffect) || children.some(reachesOut)
}

function hasEffect({ path, root }: CodeListing['references'][number]): boolean {
  const grade = gradeName(path, root)
  return grade.kind === 'capable' && CAPABILITIES[grade.capability].effect !== null
}
