import { matchesIdPattern } from '../../core/id-pattern.js'

/**
 * Whether a path matches a glob: `*` stands for any characters within a segment, `**` over segments, and `**` with the
 * slash after it also for no segment, as in CODEOWNERS.
 */
export function matchesPathGlob(path: string, glob: string): boolean {
  return variants(glob).some((variant) => matchesIdPattern(path, variant))
}

/** Whether one glob surely matches every path that another does. */
export function coversGlob(glob: string, other: string): boolean {
  return variants(other).every((variant) => matchesPathGlob(witness(variant), glob))
}

/** A glob as often as each of its `**` with a slash can stand for nothing or something. */
function variants(glob: string): readonly string[] {
  const at = glob.indexOf('**/')
  if (at === -1) return [glob]
  const [before, rest] = [glob.slice(0, at), variants(glob.slice(at + 3))]
  return rest.flatMap((end) => [`${before}${end}`, `${before}**/${end}`])
}

/** A path that the glob matches by its wildcards alone, of a character that no glob has. */
function witness(glob: string): string {
  return glob.replaceAll('**', '\0/\0').replaceAll('*', '\0')
}
