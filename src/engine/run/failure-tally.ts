import { isFailure, type TargetStatus } from './target-status.js'

/** Failures in a row after which a run takes no further targets, whatever its error budget. */
const breakerFailures = 3

/** Counts how targets end, and tells when a run must take no further ones. */
export class FailureTally {
  private failures = 0
  private inARow = 0

  constructor(private readonly errorBudget: number) {}

  /** Takes note of a target that has ended. One that was stale counts neither way: nothing was tried. */
  note(status: TargetStatus): void {
    if (isFailure(status)) {
      this.failures += 1
      this.inARow += 1
    } else if (status === 'succeeded') this.inARow = 0
  }

  /** Why no further targets are taken, if so. */
  get reason(): 'breaker' | 'error-budget' | undefined {
    if (this.inARow >= breakerFailures) return 'breaker'
    return this.failures > this.errorBudget ? 'error-budget' : undefined
  }
}
