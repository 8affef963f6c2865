/** What files in folders of the repository may define. */
export const definitionKinds = [
  'policy',
  'exemption',
  'framework',
  'playbook',
  'approval',
  'schedule',
  'calendar',
  'price-sheet',
] as const

/** What a file may define, by where it stands. */
export const fileKinds = [...definitionKinds, 'configuration'] as const
export type DefinitionKind = (typeof definitionKinds)[number]
export type FileKind = (typeof fileKinds)[number]

const folders: Readonly<Record<DefinitionKind, string>> = {
  policy: 'policies',
  exemption: 'exemptions',
  framework: 'frameworks',
  playbook: 'playbooks',
  approval: 'alerts/approvals',
  schedule: 'schedules',
  calendar: 'calendars',
  'price-sheet': 'prices',
}

const folderKinds = Object.keys(folders) as DefinitionKind[]

/** The folder that files of a kind stand in; the configuration stands at the root. */
export function folderOf(kind: DefinitionKind): string {
  return folders[kind]
}

/** A file that defines something, as far as its path tells. */
export interface ProjectPath {
  readonly path: string
  readonly kind: FileKind
  readonly id: string
  readonly language: 'yaml' | 'typescript'
}

export type PathPlace =
  | { readonly place: 'definition'; readonly file: ProjectPath }
  /** It stands among definitions and looks like one, but is in no language that is read. */
  | { readonly place: 'unread'; readonly extension: string }
  | { readonly place: 'elsewhere' }

/** Tells what a path defines: `policies/aws/s3/no-public-bucket.yaml` is the policy `aws/s3/no-public-bucket`. */
export function placeOf(path: string): PathPlace {
  const configuration = /^escher\.config\.(yaml|yml|ts)$/.exec(path)
  if (configuration) return definition(path, 'configuration', 'escher.config', configuration[1] ?? '')
  const kind = folderKinds.find((one) => path.startsWith(`${folders[one]}/`))
  const extension = /\.([^./]+)$/.exec(path)?.[1]
  if (!kind || extension === undefined || /\.(d|test)\.ts$/.test(path)) return { place: 'elsewhere' }
  if (['yaml', 'yml', 'ts'].includes(extension)) {
    return definition(path, kind, path.slice(folderOf(kind).length + 1, -extension.length - 1), extension)
  }
  const looksLikeDefinition = ['json', 'jsonc', 'js', 'mjs', 'cjs', 'mts', 'cts', 'toml', 'cel'].includes(extension)
  return looksLikeDefinition ? { place: 'unread', extension: `.${extension}` } : { place: 'elsewhere' }
}

function definition(path: string, kind: FileKind, id: string, extension: string): PathPlace {
  return { place: 'definition', file: { path, kind, id, language: extension === 'ts' ? 'typescript' : 'yaml' } }
}
