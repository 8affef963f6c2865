const segment = /^[^\\/\0]+$/

/**
 * The segments of an object's key. Throws for keys that could leave the store: absolute ones and those with empty,
 * `.` or `..` segments, back slashes or NUL. Keys are made by `objectKey`, so a bad one is a bug.
 */
export function keySegments(key: string): readonly string[] {
  const segments = key.split('/')
  const valid = segments.every((name) => segment.test(name) && name !== '.' && name !== '..')
  if (!valid) throw new Error(`not an object key: ${JSON.stringify(key)}`)
  return segments
}

/** A key of the given parts, each a single segment whatever its text: `objectKey('a', 'b/c')` is `a/b%2Fc`. */
export function objectKey(...parts: readonly string[]): string {
  return parts.map(encodeSegment).join('/')
}

function encodeSegment(part: string): string {
  const encoded = encodeURIComponent(part)
  return /^\.+$/.test(encoded) ? encoded.replaceAll('.', '%2E') : encoded
}
