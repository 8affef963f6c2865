import { readFileSync } from 'node:fs'
import { parseSync } from 'oxc-parser'

/** A node of oxc's ESTree; only what this reader looks at. */
export interface TypeNode {
  readonly type: string
  readonly start: number
  readonly [key: string]: unknown
}

export interface DeclaredMember {
  readonly name: string
  readonly type: TypeNode
  readonly doc: string | undefined
}

export interface DeclaredInterface {
  readonly members: readonly DeclaredMember[]
  readonly indexed: TypeNode | undefined
  readonly parents: readonly string[]
}

interface Comment {
  readonly value: string
  readonly end: number
}

/** The interfaces of a declaration file, in any namespace, with the first sentences of their documentation. */
export class Declarations {
  readonly #interfaces = new Map<string, TypeNode>()
  readonly #comments = new Map<number, Comment>()
  readonly #text: string

  constructor(path: string) {
    this.#text = readFileSync(path, 'utf8')
    const parsed = parseSync(path, this.#text, { lang: 'dts' })
    for (const comment of parsed.comments) this.#comments.set(this.#nextToken(comment.end), comment)
    this.#collect(parsed.program.body as unknown as TypeNode[])
  }

  find(name: string): DeclaredInterface | undefined {
    const node = this.#interfaces.get(name)
    if (node === undefined) return undefined
    const parents = (node['extends'] as { expression: { name: string } }[] | undefined) ?? []
    return {
      ...this.membersOf((node['body'] as { body: TypeNode[] }).body),
      parents: parents.map((parent) => parent.expression.name),
    }
  }

  /** The members of an interface body or a type literal. */
  membersOf(nodes: readonly TypeNode[]): Pick<DeclaredInterface, 'members' | 'indexed'> {
    const indexed = nodes.find((node) => node.type === 'TSIndexSignature')
    return {
      indexed: indexed && annotationOf(indexed),
      members: nodes
        .filter((node) => node.type === 'TSPropertySignature')
        .map((node) => ({ name: keyOf(node), type: annotationOf(node), doc: this.#docBefore(node.start) })),
    }
  }

  /** The documentation of a member, its own or inherited. */
  docOf(interfaceName: string, member: string): string | undefined {
    const found = this.find(interfaceName)
    const own = found?.members.find((candidate) => candidate.name === member)
    if (own !== undefined) return own.doc
    for (const parent of found?.parents ?? []) {
      const inherited = this.docOf(parent, member)
      if (inherited !== undefined) return inherited
    }
    return undefined
  }

  #collect(nodes: readonly TypeNode[]): void {
    for (const node of nodes) {
      const declared = (node['declaration'] as TypeNode | null | undefined) ?? node
      if (declared.type === 'TSInterfaceDeclaration') {
        this.#interfaces.set((declared['id'] as { name: string }).name, declared)
      } else if (declared.type === 'TSModuleDeclaration') {
        this.#collect((declared['body'] as { body: TypeNode[] }).body)
      }
    }
  }

  #nextToken(from: number): number {
    let at = from
    while (/\s/.test(this.#text.charAt(at))) at++
    return at
  }

  #docBefore(start: number): string | undefined {
    const comment = this.#comments.get(start)
    return comment && wholeComment(comment.value)
  }
}

function keyOf(node: TypeNode): string {
  const key = node['key'] as { name?: string; value?: string }
  return key.name ?? key.value ?? ''
}

function annotationOf(node: TypeNode): TypeNode {
  return (node['typeAnnotation'] as { typeAnnotation: TypeNode }).typeAnnotation
}

function wholeComment(comment: string): string | undefined {
  const text = comment
    .split('\n')
    .map((line) => line.replace(/^\s*\*+ ?/, '').trim())
    .join(' ')
    .replace(/NOTE: This property will not be serialized\. It can only be populated by the server\./g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return text === '' ? undefined : text
}

/** The first sentence of a documentation text, without marks like "[Output Only]", of at most 140 characters. */
export function firstSentence(doc: string | undefined): string | undefined {
  const plain = doc?.replace(/^(Output only\. ?|\[Output Only\] ?|Required\. ?|Optional\. ?)+/i, '')
  const sentence = plain?.match(/^.*?[^.]\.(?= [A-Z]|$)/)?.[0] ?? plain
  if (sentence === undefined || sentence === '') return undefined
  return sentence.length <= 140 ? sentence : `${sentence.slice(0, sentence.lastIndexOf(' ', 139))} …`
}
