/** A signed statement that a plan may be applied. */
export interface Approval {
  readonly plan: string
  readonly params: string
  readonly targets: string
  readonly commit?: string
  readonly approver: string
  readonly requester: string
  readonly at: string
  readonly expires: string
  readonly selfApproved: boolean
  /** `ssh-keygen -Y sign -n escher-approval` over the canonical JSON of the rest. */
  readonly signature: string
}
