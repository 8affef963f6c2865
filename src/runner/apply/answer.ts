/** Whether something holds of a resource as it is, and what that rests on. */
export interface Answer {
  readonly held: boolean | 'unknown'
  readonly evidence: string
}

/** Several answers as one: it holds when all do, and is unknown unless one certainly does not. */
export function together(answers: readonly Answer[]): Answer {
  const deciding =
    answers.find(({ held }) => held === false) ?? answers.find(({ held }) => held === 'unknown') ?? answers[0]
  return { held: deciding?.held ?? 'unknown', evidence: answers.map(({ evidence }) => evidence).join('; ') }
}
