// safetensors: a length, a JSON header, the tensors. https://github.com/huggingface/safetensors#format
import type { ByteSource } from '../bytes/ByteSource.ts'
import { readSafetensors } from '../encodings/safetensors/readSafetensors.ts'
import { region } from './Field.ts'
import type { Outline } from './Outline.ts'

/** Adds length, header and tensors of the safetensors file that `source` is. Throws `ParseError` when it is broken. */
export function outlineSafetensors(source: ByteSource, outline: Outline): void {
  const { headerBytes, tensors } = readSafetensors(source)
  const length = { name: 'header size', type: 'uint64', value: String(headerBytes) }
  outline.add(region([], { ...length, kind: 'number', offset: 0, length: 8 }))
  outline.add(
    region([], { name: 'header', type: 'JSON', kind: 'text', offset: 8, length: headerBytes }),
  )
  for (const { name, dtype, shape, offset, length: bytes } of tensors)
    if (bytes > 0)
      outline.add(
        region([name], {
          name: 'values',
          type: `${dtype} ${shape.join('×')}`.trim(),
          kind: 'data',
          offset,
          length: bytes,
        }),
      )
}
