type Document = Readonly<Record<string, unknown>>

/** Properties that hold tags in documents of the three clouds. Beside `labels`, `tags` are those of Google's firewalls. */
const tagProperties = ['Tags', 'TagList', 'labels', 'tags'] as const

/** The tags or labels of a document as one map, whether the vendor writes a map or a list of key and value. */
export function tagsOfDocument(document: Document): Readonly<Record<string, string>> {
  const holder = tagProperties.map((property) => document[property]).find((value) => value !== undefined)
  const pairs = Array.isArray(holder) ? holder.map(pairOf) : Object.entries(holder ?? {})
  const texts = pairs.filter(([, value]) => !Array.isArray(value))
  return Object.fromEntries(texts.map(([key, value]) => [String(key), String(value ?? '')]))
}

function pairOf(tag: Document): readonly [unknown, unknown] {
  return [tag['Key'] ?? tag['TagKey'], tag['Value'] ?? tag['TagValue']]
}
