const TAG = 'adopted-style'

/**
 * Monaco writes its colours into `<style>` elements, which `style-src 'self'` blocks. Instead of one it gets this
 * element, whose sheet is adopted by the document or shadow root that it is put into. The platform makes an element of
 * one's own by a class only.
 */
class AdoptedStyle extends HTMLElement {
  readonly sheet = new CSSStyleSheet()
  #text = ''
  #root: DocumentOrShadowRoot | null = null

  override get textContent(): string {
    return this.#text
  }

  override set textContent(text: string | null) {
    this.#text = text ?? ''
    this.sheet.replaceSync(this.#text)
  }

  connectedCallback(): void {
    this.hidden = true
    const root = this.getRootNode()
    if (!(root instanceof Document || root instanceof ShadowRoot)) return
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, this.sheet]
    this.#root = root
  }

  disconnectedCallback(): void {
    if (this.#root === null) return
    this.#root.adoptedStyleSheets = this.#root.adoptedStyleSheets.filter(
      (sheet) => sheet !== this.sheet,
    )
    this.#root = null
  }
}

/** From now on `document.createElement('style')` makes such an element. Nothing else on the page makes styles so. */
export function adoptStyleElements(): void {
  if (customElements.get(TAG) !== undefined) return
  customElements.define(TAG, AdoptedStyle)
  const create = Reflect.get(document, 'createElement')
  Object.defineProperty(document, 'createElement', {
    configurable: true,
    value: (name: string, options?: ElementCreationOptions): unknown =>
      Reflect.apply(create, document, [name === 'style' ? TAG : name, options]),
  })
}
