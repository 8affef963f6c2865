export type Comparator = '==' | '!=' | '<' | '<=' | '>' | '>='

/**
 * The tree of a JMESPath expression. In a `projection`, `left` gives the elements and `right` is applied to each;
 * `condition` keeps only elements for which it holds, `over: 'values'` projects an object's values.
 */
export type JmesPath =
  | { readonly kind: 'current' }
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'index'; readonly position: number }
  | { readonly kind: 'slice'; readonly parts: readonly (number | undefined)[] }
  | { readonly kind: 'chain'; readonly left: JmesPath; readonly right: JmesPath }
  | { readonly kind: 'pipe'; readonly left: JmesPath; readonly right: JmesPath }
  | { readonly kind: 'flatten'; readonly left: JmesPath }
  | {
      readonly kind: 'projection'
      readonly over: 'list' | 'values'
      readonly left: JmesPath
      readonly right: JmesPath
      readonly condition?: JmesPath
    }
  | { readonly kind: 'comparison'; readonly operator: Comparator; readonly left: JmesPath; readonly right: JmesPath }
  | { readonly kind: 'and' | 'or'; readonly left: JmesPath; readonly right: JmesPath }
  | { readonly kind: 'not'; readonly operand: JmesPath }
  | { readonly kind: 'literal'; readonly value: unknown }
  | { readonly kind: 'function'; readonly name: string; readonly inputs: readonly JmesPath[] }
  | { readonly kind: 'select'; readonly items: readonly JmesPath[] }
  | { readonly kind: 'object'; readonly members: Readonly<Record<string, JmesPath>> }
  | { readonly kind: 'reference'; readonly operand: JmesPath }
