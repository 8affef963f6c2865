import type { Operation } from './operation.js'
import type { CompiledPlaybook } from './playbook.js'
import type { CompiledPolicy, ParameterValue } from './policy.js'
import type { ResourceType } from './resource-type.js'

/** A policy, and the playbook that is said to mend what it finds. */
export interface RemediationClaim {
  readonly policy: CompiledPolicy
  readonly playbook: CompiledPlaybook
  /** Values of the playbook's parameters that differ from its defaults. */
  readonly params: Readonly<Record<string, ParameterValue>>
  /** All playbooks by id, for `run` steps. */
  readonly playbooks: ReadonlyMap<string, CompiledPlaybook>
  readonly operations: ReadonlyMap<string, Operation>
  readonly types: ReadonlyMap<string, ResourceType>
}

/**
 * What the simulated playbook makes of one violating example: it is `mended`, or something `remains` (in words), or the
 * example says too little to tell.
 */
export interface ExampleProof {
  readonly example: string
  readonly outcome: 'mended' | 'remains' | 'not-provable'
  readonly because?: string
}

/** Tries a playbook on the violating examples of a policy. The engine has one; the compiler only asks. */
export interface RemediationProver {
  readonly prove: (claim: RemediationClaim) => readonly ExampleProof[]
}
