import type { Diagnostic, Outcome } from './diagnostics.js'
import type { Plan } from './plan.js'
import type { RunRecord } from './run.js'

/** What else speaks for a change; recorded and shown, never counted. `url` is where people can look at it. */
export type ApprovalEvidence =
  /** `stated`: somebody named it, and nobody looked up whether it exists or who reviewed it. */
  | { readonly kind: 'pull-request'; readonly url: string; readonly source: 'stated' }
  /**
   * The environment of the GitHub Actions job at `url`, by the job's own OpenID Connect token or as stated. Neither tells
   * whether the environment asks for reviewers.
   */
  | {
      readonly kind: 'github-environment'
      readonly name: string
      readonly url: string
      readonly source: 'token' | 'stated'
    }

/** A signed statement that a plan may be applied. */
export interface Approval {
  /** The plan's hash. */
  readonly plan: string
  /** Digests of the plan's parameters, and of its targets with their fingerprints. */
  readonly params: string
  readonly targets: string
  readonly commit?: string
  /** The run and its approval step that it is for; left out for the plan as a whole. */
  readonly run?: string
  readonly step?: string
  readonly approver: string
  readonly requester: string
  readonly at: string
  readonly expires: string
  readonly selfApproved: boolean
  readonly evidence?: readonly ApprovalEvidence[]
  /** The use of a standing approval that stands for a signature; `approver` is who granted it. */
  readonly standing?: { readonly id: string; readonly use: number; readonly of: number }
  /**
   * `ssh-keygen -Y sign -n escher-approval` over the canonical JSON of the rest. Empty under a standing approval, and
   * where nobody had to be asked.
   */
  readonly signature: string
}

/** The namespace of signatures of approvals, which keeps those made for anything else from counting. */
export const approvalNamespace = 'escher-approval'

/** Signs with somebody's own key. */
export interface Signer {
  /** A signature in armour over the message, or a diagnostic. `key` is a file, or a public key that an agent holds. */
  readonly sign: (message: string, key: string) => Promise<Outcome<string | undefined>>
  /** The public key that belongs to a key, as `<type> <base64>`. */
  readonly publicKey: (key: string) => Promise<Outcome<string | undefined>>
}

/** `unknown-signer`: the message is as it was signed, but by none of the keys. */
export type SignatureCheck = 'good' | 'unknown-signer' | 'bad-signature' | 'unavailable'

/** Checks signatures. */
export interface SignatureVerifier {
  readonly verify: (signed: {
    readonly message: string
    readonly signature: string
    /** Public keys, one of which must have signed. */
    readonly signers: readonly string[]
  }) => Promise<SignatureCheck>
}

/** What an approval step of a playbook asks for besides the plan's own approvals. */
export interface ApprovalStep {
  readonly name: string
  readonly roles: readonly string[]
  readonly count: number
  /** The instant at which the run came to the step; earlier approvals do not count. */
  readonly since: string
  /** The instant after which nobody can approve it any more. */
  readonly expires: string
}

/** Asked before a run's first change, after every wait, and at each approval step. */
export interface ApprovalQuestion {
  readonly plan: Plan
  readonly run: string
  readonly records: readonly RunRecord[]
  readonly now: Date
  /** The person who begins the run or has it go on, and must be allowed to; left out where no person does. */
  readonly principal?: string
  /** Left out for the approvals that the plan as a whole needs. */
  readonly step?: ApprovalStep
}

/** An approval that counts, and what proves it: the file or object it was read from, a standing approval's use. */
export interface HeldApproval {
  readonly approval: Approval
  readonly evidence: string
}

/**
 * `waiting` when approvals are missing that may still come; `refused` when what was given for a plan does not hold, or an
 * approval step's time is up.
 */
export type ApprovalDecision =
  | { readonly kind: 'granted'; readonly approvals: readonly HeldApproval[] }
  | { readonly kind: 'waiting'; readonly reason: string; readonly diagnostics?: readonly Diagnostic[] }
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] }

/** Tells whether a plan may be applied now. Apply asks nobody else. */
export interface ApprovalGate {
  readonly check: (question: ApprovalQuestion) => Promise<ApprovalDecision>
}
