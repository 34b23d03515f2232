// Made from savedModel.proto by scripts/protobuf/generate.mjs
/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from 'protobufjs/minimal.js'

const $Reader = $protobuf.Reader,
  $util = $protobuf.util
const $Object = $util.global.Object,
  $undefined = $util.global.undefined,
  $Error = $util.global.Error,
  $RangeError = $util.global.RangeError

const $root = $protobuf.roots['default'] || ($protobuf.roots['default'] = {})

export const tensorflow = ($root.tensorflow = (() => {
  const tensorflow = {}

  tensorflow.SaverDef = (function () {
    const SaverDef = function (properties) {
      if (properties)
        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
          if (properties[keys[i]] != null && keys[i] !== '__proto__')
            this[keys[i]] = properties[keys[i]]
    }

    SaverDef.prototype.filenameTensorName = ''
    SaverDef.prototype.saveTensorName = ''
    SaverDef.prototype.restoreOpName = ''

    SaverDef.decode = function (reader, length, _end, _depth, _target) {
      if (!(reader instanceof $Reader)) reader = $Reader.create(reader)
      if (_depth === $undefined) _depth = 0
      if (_depth > $Reader.recursionLimit) throw $Error('max depth exceeded')
      let end, message
      if (length === $undefined) end = reader.len
      else {
        end = reader.pos + length
        if (end > reader.len) throw $RangeError('index out of range')
        length = reader.len
        reader.len = end
      }
      message = _target || new $root.tensorflow.SaverDef()
      while (reader.pos < end) {
        let start = reader.pos
        let tag = reader.tag()
        if (tag === _end) {
          _end = $undefined
          break
        }
        let wireType = tag & 7
        switch ((tag >>>= 3)) {
          case 1: {
            if (wireType !== 2) break
            message.filenameTensorName = reader.string()
            continue
          }
          case 2: {
            if (wireType !== 2) break
            message.saveTensorName = reader.string()
            continue
          }
          case 3: {
            if (wireType !== 2) break
            message.restoreOpName = reader.string()
            continue
          }
        }
        reader.skipType(wireType, _depth, tag)
        if (!reader.discardUnknown) {
          $util.makeProp(message, '$unknowns', false)
          ;(message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos))
        }
      }
      if (length !== $undefined) {
        if (reader.pos !== end) throw $RangeError('index out of range')
        reader.len = length
      }
      if (_end !== $undefined) throw $Error('missing end group')
      return message
    }

    return SaverDef
  })()

  tensorflow.SignatureEntry = (function () {
    const SignatureEntry = function (properties) {
      if (properties)
        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
          if (properties[keys[i]] != null && keys[i] !== '__proto__')
            this[keys[i]] = properties[keys[i]]
    }

    SignatureEntry.prototype.key = ''
    SignatureEntry.prototype.value = null

    SignatureEntry.decode = function (reader, length, _end, _depth, _target) {
      if (!(reader instanceof $Reader)) reader = $Reader.create(reader)
      if (_depth === $undefined) _depth = 0
      if (_depth > $Reader.recursionLimit) throw $Error('max depth exceeded')
      let end, message
      if (length === $undefined) end = reader.len
      else {
        end = reader.pos + length
        if (end > reader.len) throw $RangeError('index out of range')
        length = reader.len
        reader.len = end
      }
      message = _target || new $root.tensorflow.SignatureEntry()
      while (reader.pos < end) {
        let start = reader.pos
        let tag = reader.tag()
        if (tag === _end) {
          _end = $undefined
          break
        }
        let wireType = tag & 7
        switch ((tag >>>= 3)) {
          case 1: {
            if (wireType !== 2) break
            message.key = reader.string()
            continue
          }
          case 2: {
            if (wireType !== 2) break
            message.value = $root.tensorflow.SignatureDef.decode(
              reader,
              reader.size(),
              $undefined,
              _depth + 1,
              message.value,
            )
            continue
          }
        }
        reader.skipType(wireType, _depth, tag)
        if (!reader.discardUnknown) {
          $util.makeProp(message, '$unknowns', false)
          ;(message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos))
        }
      }
      if (length !== $undefined) {
        if (reader.pos !== end) throw $RangeError('index out of range')
        reader.len = length
      }
      if (_end !== $undefined) throw $Error('missing end group')
      return message
    }

    return SignatureEntry
  })()

  tensorflow.SignatureDef = (function () {
    const SignatureDef = function (properties) {
      this.outputs = []
      if (properties)
        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
          if (properties[keys[i]] != null && keys[i] !== '__proto__')
            this[keys[i]] = properties[keys[i]]
    }

    SignatureDef.prototype.outputs = $util.emptyArray

    SignatureDef.decode = function (reader, length, _end, _depth, _target) {
      if (!(reader instanceof $Reader)) reader = $Reader.create(reader)
      if (_depth === $undefined) _depth = 0
      if (_depth > $Reader.recursionLimit) throw $Error('max depth exceeded')
      let end, message
      if (length === $undefined) end = reader.len
      else {
        end = reader.pos + length
        if (end > reader.len) throw $RangeError('index out of range')
        length = reader.len
        reader.len = end
      }
      message = _target || new $root.tensorflow.SignatureDef()
      while (reader.pos < end) {
        let start = reader.pos
        let tag = reader.tag()
        if (tag === _end) {
          _end = $undefined
          break
        }
        let wireType = tag & 7
        switch ((tag >>>= 3)) {
          case 2: {
            if (wireType !== 2) break
            if (!(message.outputs && message.outputs.length)) message.outputs = []
            message.outputs.push(
              $root.tensorflow.TensorInfoEntry.decode(
                reader,
                reader.size(),
                $undefined,
                _depth + 1,
              ),
            )
            continue
          }
        }
        reader.skipType(wireType, _depth, tag)
        if (!reader.discardUnknown) {
          $util.makeProp(message, '$unknowns', false)
          ;(message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos))
        }
      }
      if (length !== $undefined) {
        if (reader.pos !== end) throw $RangeError('index out of range')
        reader.len = length
      }
      if (_end !== $undefined) throw $Error('missing end group')
      return message
    }

    return SignatureDef
  })()

  tensorflow.TensorInfoEntry = (function () {
    const TensorInfoEntry = function (properties) {
      if (properties)
        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
          if (properties[keys[i]] != null && keys[i] !== '__proto__')
            this[keys[i]] = properties[keys[i]]
    }

    TensorInfoEntry.prototype.value = null

    TensorInfoEntry.decode = function (reader, length, _end, _depth, _target) {
      if (!(reader instanceof $Reader)) reader = $Reader.create(reader)
      if (_depth === $undefined) _depth = 0
      if (_depth > $Reader.recursionLimit) throw $Error('max depth exceeded')
      let end, message
      if (length === $undefined) end = reader.len
      else {
        end = reader.pos + length
        if (end > reader.len) throw $RangeError('index out of range')
        length = reader.len
        reader.len = end
      }
      message = _target || new $root.tensorflow.TensorInfoEntry()
      while (reader.pos < end) {
        let start = reader.pos
        let tag = reader.tag()
        if (tag === _end) {
          _end = $undefined
          break
        }
        let wireType = tag & 7
        switch ((tag >>>= 3)) {
          case 2: {
            if (wireType !== 2) break
            message.value = $root.tensorflow.TensorInfo.decode(
              reader,
              reader.size(),
              $undefined,
              _depth + 1,
              message.value,
            )
            continue
          }
        }
        reader.skipType(wireType, _depth, tag)
        if (!reader.discardUnknown) {
          $util.makeProp(message, '$unknowns', false)
          ;(message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos))
        }
      }
      if (length !== $undefined) {
        if (reader.pos !== end) throw $RangeError('index out of range')
        reader.len = length
      }
      if (_end !== $undefined) throw $Error('missing end group')
      return message
    }

    return TensorInfoEntry
  })()

  tensorflow.TensorInfo = (function () {
    const TensorInfo = function (properties) {
      if (properties)
        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
          if (properties[keys[i]] != null && keys[i] !== '__proto__')
            this[keys[i]] = properties[keys[i]]
    }

    TensorInfo.prototype.name = ''

    TensorInfo.decode = function (reader, length, _end, _depth, _target) {
      if (!(reader instanceof $Reader)) reader = $Reader.create(reader)
      if (_depth === $undefined) _depth = 0
      if (_depth > $Reader.recursionLimit) throw $Error('max depth exceeded')
      let end, message
      if (length === $undefined) end = reader.len
      else {
        end = reader.pos + length
        if (end > reader.len) throw $RangeError('index out of range')
        length = reader.len
        reader.len = end
      }
      message = _target || new $root.tensorflow.TensorInfo()
      while (reader.pos < end) {
        let start = reader.pos
        let tag = reader.tag()
        if (tag === _end) {
          _end = $undefined
          break
        }
        let wireType = tag & 7
        switch ((tag >>>= 3)) {
          case 1: {
            if (wireType !== 2) break
            message.name = reader.string()
            continue
          }
        }
        reader.skipType(wireType, _depth, tag)
        if (!reader.discardUnknown) {
          $util.makeProp(message, '$unknowns', false)
          ;(message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos))
        }
      }
      if (length !== $undefined) {
        if (reader.pos !== end) throw $RangeError('index out of range')
        reader.len = length
      }
      if (_end !== $undefined) throw $Error('missing end group')
      return message
    }

    return TensorInfo
  })()

  tensorflow.AttrValue = (function () {
    const AttrValue = function (properties) {
      if (properties)
        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
          if (properties[keys[i]] != null && keys[i] !== '__proto__')
            this[keys[i]] = properties[keys[i]]
    }

    AttrValue.prototype.list = null

    AttrValue.decode = function (reader, length, _end, _depth, _target) {
      if (!(reader instanceof $Reader)) reader = $Reader.create(reader)
      if (_depth === $undefined) _depth = 0
      if (_depth > $Reader.recursionLimit) throw $Error('max depth exceeded')
      let end, message
      if (length === $undefined) end = reader.len
      else {
        end = reader.pos + length
        if (end > reader.len) throw $RangeError('index out of range')
        length = reader.len
        reader.len = end
      }
      message = _target || new $root.tensorflow.AttrValue()
      while (reader.pos < end) {
        let start = reader.pos
        let tag = reader.tag()
        if (tag === _end) {
          _end = $undefined
          break
        }
        let wireType = tag & 7
        switch ((tag >>>= 3)) {
          case 1: {
            if (wireType !== 2) break
            message.list = $root.tensorflow.ListValue.decode(
              reader,
              reader.size(),
              $undefined,
              _depth + 1,
              message.list,
            )
            continue
          }
        }
        reader.skipType(wireType, _depth, tag)
        if (!reader.discardUnknown) {
          $util.makeProp(message, '$unknowns', false)
          ;(message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos))
        }
      }
      if (length !== $undefined) {
        if (reader.pos !== end) throw $RangeError('index out of range')
        reader.len = length
      }
      if (_end !== $undefined) throw $Error('missing end group')
      return message
    }

    return AttrValue
  })()

  tensorflow.ListValue = (function () {
    const ListValue = function (properties) {
      this.shape = []
      if (properties)
        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
          if (properties[keys[i]] != null && keys[i] !== '__proto__')
            this[keys[i]] = properties[keys[i]]
    }

    ListValue.prototype.shape = $util.emptyArray

    ListValue.decode = function (reader, length, _end, _depth, _target) {
      if (!(reader instanceof $Reader)) reader = $Reader.create(reader)
      if (_depth === $undefined) _depth = 0
      if (_depth > $Reader.recursionLimit) throw $Error('max depth exceeded')
      let end, message
      if (length === $undefined) end = reader.len
      else {
        end = reader.pos + length
        if (end > reader.len) throw $RangeError('index out of range')
        length = reader.len
        reader.len = end
      }
      message = _target || new $root.tensorflow.ListValue()
      while (reader.pos < end) {
        let start = reader.pos
        let tag = reader.tag()
        if (tag === _end) {
          _end = $undefined
          break
        }
        let wireType = tag & 7
        switch ((tag >>>= 3)) {
          case 7: {
            if (wireType !== 2) break
            if (!(message.shape && message.shape.length)) message.shape = []
            message.shape.push(
              $root.tensorflow.TensorShapeProto.decode(
                reader,
                reader.size(),
                $undefined,
                _depth + 1,
              ),
            )
            continue
          }
        }
        reader.skipType(wireType, _depth, tag)
        if (!reader.discardUnknown) {
          $util.makeProp(message, '$unknowns', false)
          ;(message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos))
        }
      }
      if (length !== $undefined) {
        if (reader.pos !== end) throw $RangeError('index out of range')
        reader.len = length
      }
      if (_end !== $undefined) throw $Error('missing end group')
      return message
    }

    return ListValue
  })()

  tensorflow.TensorShapeProto = (function () {
    const TensorShapeProto = function (properties) {
      this.dim = []
      if (properties)
        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
          if (properties[keys[i]] != null && keys[i] !== '__proto__')
            this[keys[i]] = properties[keys[i]]
    }

    TensorShapeProto.prototype.dim = $util.emptyArray
    TensorShapeProto.prototype.unknownRank = false

    TensorShapeProto.decode = function (reader, length, _end, _depth, _target) {
      if (!(reader instanceof $Reader)) reader = $Reader.create(reader)
      if (_depth === $undefined) _depth = 0
      if (_depth > $Reader.recursionLimit) throw $Error('max depth exceeded')
      let end, message
      if (length === $undefined) end = reader.len
      else {
        end = reader.pos + length
        if (end > reader.len) throw $RangeError('index out of range')
        length = reader.len
        reader.len = end
      }
      message = _target || new $root.tensorflow.TensorShapeProto()
      while (reader.pos < end) {
        let start = reader.pos
        let tag = reader.tag()
        if (tag === _end) {
          _end = $undefined
          break
        }
        let wireType = tag & 7
        switch ((tag >>>= 3)) {
          case 2: {
            if (wireType !== 2) break
            if (!(message.dim && message.dim.length)) message.dim = []
            message.dim.push(
              $root.tensorflow.Dim.decode(reader, reader.size(), $undefined, _depth + 1),
            )
            continue
          }
          case 3: {
            if (wireType !== 0) break
            message.unknownRank = reader.bool()
            continue
          }
        }
        reader.skipType(wireType, _depth, tag)
        if (!reader.discardUnknown) {
          $util.makeProp(message, '$unknowns', false)
          ;(message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos))
        }
      }
      if (length !== $undefined) {
        if (reader.pos !== end) throw $RangeError('index out of range')
        reader.len = length
      }
      if (_end !== $undefined) throw $Error('missing end group')
      return message
    }

    return TensorShapeProto
  })()

  tensorflow.Dim = (function () {
    const Dim = function (properties) {
      if (properties)
        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
          if (properties[keys[i]] != null && keys[i] !== '__proto__')
            this[keys[i]] = properties[keys[i]]
    }

    Dim.prototype.size = 0

    Dim.decode = function (reader, length, _end, _depth, _target) {
      if (!(reader instanceof $Reader)) reader = $Reader.create(reader)
      if (_depth === $undefined) _depth = 0
      if (_depth > $Reader.recursionLimit) throw $Error('max depth exceeded')
      let end, message
      if (length === $undefined) end = reader.len
      else {
        end = reader.pos + length
        if (end > reader.len) throw $RangeError('index out of range')
        length = reader.len
        reader.len = end
      }
      message = _target || new $root.tensorflow.Dim()
      while (reader.pos < end) {
        let start = reader.pos
        let tag = reader.tag()
        if (tag === _end) {
          _end = $undefined
          break
        }
        let wireType = tag & 7
        switch ((tag >>>= 3)) {
          case 1: {
            if (wireType !== 0) break
            message.size = reader.int32()
            continue
          }
        }
        reader.skipType(wireType, _depth, tag)
        if (!reader.discardUnknown) {
          $util.makeProp(message, '$unknowns', false)
          ;(message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos))
        }
      }
      if (length !== $undefined) {
        if (reader.pos !== end) throw $RangeError('index out of range')
        reader.len = length
      }
      if (_end !== $undefined) throw $Error('missing end group')
      return message
    }

    return Dim
  })()

  tensorflow.ObjectReference = (function () {
    const ObjectReference = function (properties) {
      if (properties)
        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
          if (properties[keys[i]] != null && keys[i] !== '__proto__')
            this[keys[i]] = properties[keys[i]]
    }

    ObjectReference.prototype.nodeId = 0
    ObjectReference.prototype.localName = ''

    ObjectReference.decode = function (reader, length, _end, _depth, _target) {
      if (!(reader instanceof $Reader)) reader = $Reader.create(reader)
      if (_depth === $undefined) _depth = 0
      if (_depth > $Reader.recursionLimit) throw $Error('max depth exceeded')
      let end, message
      if (length === $undefined) end = reader.len
      else {
        end = reader.pos + length
        if (end > reader.len) throw $RangeError('index out of range')
        length = reader.len
        reader.len = end
      }
      message = _target || new $root.tensorflow.ObjectReference()
      while (reader.pos < end) {
        let start = reader.pos
        let tag = reader.tag()
        if (tag === _end) {
          _end = $undefined
          break
        }
        let wireType = tag & 7
        switch ((tag >>>= 3)) {
          case 1: {
            if (wireType !== 0) break
            message.nodeId = reader.int32()
            continue
          }
          case 2: {
            if (wireType !== 2) break
            message.localName = reader.string()
            continue
          }
        }
        reader.skipType(wireType, _depth, tag)
        if (!reader.discardUnknown) {
          $util.makeProp(message, '$unknowns', false)
          ;(message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos))
        }
      }
      if (length !== $undefined) {
        if (reader.pos !== end) throw $RangeError('index out of range')
        reader.len = length
      }
      if (_end !== $undefined) throw $Error('missing end group')
      return message
    }

    return ObjectReference
  })()

  return tensorflow
})())
