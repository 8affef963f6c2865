import type { Step } from '../../core/playbook.js'

/**
 * Keeps account, over one list of steps taken on one target, of the operations that no verification has followed yet.
 * The compiler sees to it that a verification follows each in the text; this sees whether it is asked of anything.
 */
export class Cover {
  private open: readonly string[] = []
  private missed: string | undefined

  /** Notes a step, with the names of the operations or actions that it came to on the target; none where it was left out. */
  took(step: Step, names: readonly string[]): void {
    if (step.kind === 'operation') this.open = [...this.open, ...names]
    if (step.kind !== 'verify') return
    if (names.length === 0) {
      if (this.open.length > 0) this.missed = whyMissed(step)
      return
    }
    this.open = []
    this.missed = undefined
  }

  /** Why operations of the list would go unverified, or undefined where none would. */
  get gap(): string | undefined {
    if (this.missed === undefined) return undefined
    return `nothing would verify ${this.open.join(', ')}: ${this.missed}`
  }
}

function whyMissed({ name, on, when }: Extract<Step, { kind: 'verify' }>): string {
  if (on !== undefined && when === undefined) return `${name} is about ${on}, and there will be none`
  const condition = when ? `\`${when.text}\` will be false by then` : ''
  return on === undefined
    ? `${name} is left out, ${condition}`
    : `${name} is left out: ${on} will be empty, or ${condition}`
}
