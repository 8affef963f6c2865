/**
 * Reads a value by the kind of path that cases use: `[*].a.b`, `[*]."quoted name"[0]`. The leading `[*]` spreads over
 * the resources and is left out here.
 */
export function propertyAt(document: unknown, path: string): unknown {
  const steps = path.replace(/^\[\*\]\.?/, '').match(/"[^"]*"|[^.[\]"]+/g) ?? []
  return steps.reduce<unknown>((value, step) => {
    const name = step.startsWith('"') ? step.slice(1, -1) : step
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
  }, document)
}
