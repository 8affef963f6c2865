/** An element of a checked XML text. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
}

const token =
  /<\?xml[^>]*\?>|<(?<close>\/)?(?<name>[a-z-]+)(?<attributes>(?: [a-z]+="[^"<]*")*)(?<empty>\/)?>|(?<text>[^<]+)/gy

/** The elements of an XML text in document order; throws when it is not well-formed. */
export function xmlElements(xml: string): XmlElement[] {
  const open: string[] = []
  const elements: XmlElement[] = []
  let end = 0
  for (const match of xml.matchAll(token)) {
    const { close, name, attributes = '', empty, text } = match.groups ?? {}
    end = match.index + match[0].length
    if (/&(?!(?:amp|lt|gt|quot|#39|#10);)/.test(text ?? attributes)) throw new Error(`a stray ampersand in ${match[0]}`)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids these characters
    if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(match[0])) throw new Error('a control character')
    if (!name) continue
    if (close && open.pop() !== name) throw new Error(`</${name}> closes another element`)
    if (close) continue
    elements.push({
      name,
      attributes: Object.fromEntries(
        [...attributes.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]),
      ),
    })
    if (!empty) open.push(name)
  }
  if (end !== xml.length || open.length > 0) throw new Error(`not well-formed near ${xml.slice(end, end + 40)}`)
  return elements
}
