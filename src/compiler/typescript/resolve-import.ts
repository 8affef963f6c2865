import { posix } from 'node:path'

/** Where an import leads: to the public package, to a file of the project, or out of what is read. */
export type ImportTarget =
  | { readonly kind: 'escher' }
  | { readonly kind: 'project'; readonly path: string }
  | { readonly kind: 'outside' }

/** Resolves an import by its text alone. Nothing outside of the project is ever looked at. */
export function resolveImport(specifier: string, importer: string): ImportTarget {
  if (specifier === 'escher') return { kind: 'escher' }
  if (!specifier.startsWith('./') && !specifier.startsWith('../')) return { kind: 'outside' }
  const path = posix.join(posix.dirname(importer), specifier)
  const extension = /\.[^./]*$/.exec(posix.basename(path))?.[0] ?? ''
  const readable = ['', '.ts', '.js'].includes(extension)
  const inside = path !== '..' && !path.startsWith('../') && !path.split('/').includes('node_modules')
  if (!readable || !inside || path.includes('\\') || path.includes('\0')) return { kind: 'outside' }
  return { kind: 'project', path: `${path.slice(0, path.length - extension.length)}.ts` }
}
