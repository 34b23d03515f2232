/** Code that cannot be said in Python, or not by us: it becomes an `Unstructured` statement. */
export class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood'
}
