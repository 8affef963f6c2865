/** The name of a step in a run: `<target address>#<step>`. */
export function stepName(address: string, step: string): string {
  return `${address}#${step}`
}

/** Takes a step's name in a run apart. Addresses may hold `#` themselves; steps do not. */
export function splitStepName(name: string): { readonly address: string; readonly step: string } {
  const at = name.lastIndexOf('#')
  return { address: name.slice(0, at), step: name.slice(at + 1) }
}
