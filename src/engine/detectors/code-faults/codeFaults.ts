import type { Detector } from '../Detector.ts'

/** What a compiler would not have written: bytes behind the code, tables that point outside, odd text around it. */
export const codeFaults: Detector = {
  id: 'code-faults',
  title: 'Is the code as a compiler writes it?',
  explanation:
    'Payloads whose bytes differ from what CPython and Keras write: a way to hide code from tools that read it less tolerantly.',
  *find({ oddities }) {
    for (const { what, detail, at } of oddities)
      if (what === 'payload-oddity') yield { rule: 'COD-020', message: detail, location: at }
  },
}
