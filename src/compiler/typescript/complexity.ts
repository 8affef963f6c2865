/** Brackets, operators and keywords in a TypeScript file, at most. The parser's stack lasts for more than 3,000. */
export const complexityLimit = 2500

/** Characters of a TypeScript file, at most. */
const textLimit = 64 * 1024

/** Colons nest only as labels, which take less of the stack, and object literals are full of them. */
const colonsAsOne = 4

const nesting =
  /[([{<?=!~+\-*/%&|^.:]|\b(?:new|if|else|for|while|do|with|typeof|void|delete|await|yield|keyof|readonly|infer|unique|as|satisfies|async|function|class|enum|namespace|try|switch|export|default|declare|abstract|import)\b/g

/**
 * Whether a text could nest so deeply that the native parser, which recurses, would overflow its stack and end the
 * process. Counts what may nest without asking whether it does, since knowing would take parsing.
 */
export function isTooComplex(text: string): boolean {
  if (text.length > textLimit) return true
  let count = 0
  for (const [token] of text.matchAll(nesting)) {
    count += token === ':' ? 1 / colonsAsOne : 1
    if (count > complexityLimit) return true
  }
  return false
}
