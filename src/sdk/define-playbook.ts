/** What a playbook file says. Its id is its path below `playbooks/`. */
export interface PlaybookDefinition {
  readonly title: string
  readonly description?: string
  /** The resource type that it works on, e.g. `aws.s3.bucket`. */
  readonly target: string
  readonly steps: readonly Readonly<Record<string, unknown>>[]
}

/** Defines a playbook, as the default export of a file below `playbooks/`. */
export function definePlaybook<Definition extends PlaybookDefinition>(definition: Definition): Definition {
  return definition
}
