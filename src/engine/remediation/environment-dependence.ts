import type { CompiledPlaybook, Step } from '../../core/playbook.js'

/** Whether an expression in something compiled reads the environment; steps that run playbooks look into those too. */
export function dependsOnEnvironment(
  value: unknown,
  playbooks: ReadonlyMap<string, CompiledPlaybook> = new Map(),
): boolean {
  if (Array.isArray(value)) return value.some((one) => dependsOnEnvironment(one, playbooks))
  if (typeof value !== 'object' || value === null) return false
  if (isEnvironment(value)) return true
  const called = isRun(value) ? playbooks.get(value.playbook) : undefined
  if (called && dependsOnEnvironment([called.scope, called.steps], playbooks)) return true
  return Object.values(value).some((one) => dependsOnEnvironment(one, playbooks))
}

function isEnvironment(value: object): boolean {
  return 'kind' in value && value.kind === 'variable' && 'name' in value && value.name === 'environment'
}

function isRun(value: object): value is Extract<Step, { kind: 'run' }> {
  return 'kind' in value && value.kind === 'run' && 'playbook' in value && typeof value.playbook === 'string'
}
