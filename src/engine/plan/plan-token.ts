import { digest } from '../../core/canonical-json.js'

const tokenLength = 32
/** The fewest characters of a token that names are made of. */
const shortestPart = 8

/**
 * What stands for a run's token in the requests of a plan. Requests made with it again, before a step is taken, must
 * be those of the plan.
 */
export function planToken(target: string, step: string): string {
  return digest(['plan', target, step]).slice(0, tokenLength)
}

/** Stand-ins for the ids of resources that a step will create: the same in every plan of the same step. */
export class StandIns {
  private readonly given: string[] = []

  constructor(
    private readonly target: string,
    private readonly step: string,
  ) {}

  readonly next = (kind: string): string => {
    const id = `${kind}-${digest(['created', this.target, this.step, this.given.length]).slice(0, 17)}`
    this.given.push(id)
    return id
  }

  /** The stand-in that an id is, or is made with: of an id, or of the run's token. Undefined when the step itself gives the name. */
  within(id: string): string | undefined {
    return this.given.find((standIn) => id.includes(standIn)) ?? this.tokenWithin(id)
  }

  private tokenWithin(id: string): string | undefined {
    const token = planToken(this.target, this.step)
    for (let length = token.length; length >= shortestPart; length--) {
      if (id.includes(token.slice(0, length))) return token.slice(0, length)
    }
    return undefined
  }
}
