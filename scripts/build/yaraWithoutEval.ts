import type { Plugin } from 'vite'

const FILE = '/libyara-wasm/dist/libyara-wasm.js'

/** A piece of libyara-wasm 1.2.1, from `from` up to and with `to`, and what stands there instead. */
interface Change {
  readonly why: string
  readonly from: string
  readonly to?: string
  readonly put: string
}

const CHANGES: readonly Change[] = [
  {
    why: 'embind names its classes without new Function',
    from: 'return(new Function("body","return function "+a+',
    to: '))(b)}',
    put: 'return{[a]:function(){return b.apply(this,arguments)}}[a]}',
  },
  {
    why: 'embind calls into wasm without generated code (as Emscripten does with DYNAMIC_EXECUTION=0)',
    from: 'm="void"!==b[0].name,n="",p="";',
    to: 'return zb(n).apply(null,d)}',
    put: `m="void"!==b[0].name;return function(){
if(arguments.length!==g-2)Q("function "+a+" called with "+arguments.length+" arguments, expected "+(g-2));
var u=k?[]:null,w=[];l&&w.push(b[1].toWireType(u,this));
for(var h=0;h<g-2;++h)w.push(b[h+2].toWireType(u,arguments[h]));
var v=d.apply(null,[f].concat(w));
if(k)Oa(u);else for(h=l?1:2;h<b.length;++h)null!==b[h].ab&&b[h].ab(w[l?h-1:h-2]);
if(m)return b[0].fromWireType(v)}}`,
  },
  {
    why: 'who instantiates the module is handed its bytes, so that it is compiled once',
    from: 'e.instantiateWasm(d,\na)',
    put: 'e.instantiateWasm(d,a,Ia)',
  },
  {
    why: 'the same in Node as in a browser: no require, no handlers that rethrow what the host would catch',
    from: 'fa="object"==typeof process&&"object"==typeof process.versions&&"string"==typeof process.versions.node',
    put: 'fa=!1',
  },
  { why: 'no file system', from: 'ja||(fs=require("fs"),ja=require("path"));', put: '' },
  { why: 'no paths', from: 'require("path").dirname(t)+"/"', put: '""' },
  {
    why: 'an ECMAScript module, which every host loads alike',
    from: "if (typeof exports === 'object' && typeof module === 'object')",
    to: 'exports["Module"] = Module;',
    put: 'export { Module as default };',
  },
]

/**
 * Takes the two uses of `new Function` out of libyara-wasm, so that the page needs no `unsafe-eval`, and makes a
 * plain module of it. The build fails when a piece is not where it was: then the library is another one.
 */
export function yaraWithoutEval(): Plugin {
  return {
    name: 'yara-without-eval',
    enforce: 'pre',
    config: () => ({
      optimizeDeps: { exclude: ['libyara-wasm'] },
      ssr: { noExternal: ['libyara-wasm'] },
    }),
    transform(code, id) {
      return id.replaceAll('\\', '/').split('?')[0]?.endsWith(FILE) === true
        ? { code: withoutEval(code), map: null }
        : null
    },
  }
}

/** The text of libyara-wasm 1.2.1, changed. Throws when it is not that text. */
export function withoutEval(code: string): string {
  const changed = CHANGES.reduce(apply, code)
  if (/\b(?:new Function|eval)\s*\(|\brequire\(/.test(changed))
    throw new Error('libyara-wasm still generates code or requires modules after the changes')
  return changed
}

function apply(code: string, { why, from, to, put }: Change): string {
  const start = code.indexOf(from)
  if (start < 0 || code.includes(from, start + 1))
    throw new Error(`libyara-wasm is not the version known here; not found just once: ${why}`)
  const end = to === undefined ? start + from.length : code.indexOf(to, start) + to.length
  if (to !== undefined && code.indexOf(to, start) < 0)
    throw new Error(`libyara-wasm is not the version known here; no end found: ${why}`)
  return code.slice(0, start) + put + code.slice(end)
}
