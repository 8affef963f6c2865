import { canonicalJson } from '../../../../core/canonical-json.js'
import { isSame } from '../../../operating/document.js'
import { type Document, documentsIn } from '../../../reading/rest-answer.js'

/** A permission as the API gives it: a protocol, ports, and lists of sources. */
export type Permission = Document

/** The lists of sources, each with the member that names a source. */
const sourceLists = {
  IpRanges: 'CidrIp',
  Ipv6Ranges: 'CidrIpv6',
  UserIdGroupPairs: 'GroupId',
  PrefixListIds: 'PrefixListId',
} as const
type SourceList = keyof typeof sourceLists

/** A permission for one source alone. */
export interface Rule {
  readonly ports: Document
  readonly list: SourceList
  readonly source: Document
}

/** Networks with a shorter prefix than this are taken for the internet, so that halves of it are too. */
const shortestPrefix = 8

/** True of networks that hold too many addresses to be anybody's own. */
export function isInternet(source: string): boolean {
  const [, prefix] = source.split('/')
  return prefix !== undefined && Number(prefix) < shortestPrefix
}

/** True of a rule that lets in anybody. */
export function isOpen(rule: Rule): boolean {
  return isInternet(sourceOf(rule))
}

export function sourceOf({ list, source }: Rule): string {
  return String(source[sourceLists[list]])
}

/** True when a rule admits the port. Protocol -1 is all protocols and ports; of ICMP, ports are types. */
export function admitsPort({ ports: { IpProtocol, FromPort, ToPort } }: Rule, port: number): boolean {
  if (IpProtocol === '-1') return true
  if (IpProtocol !== 'tcp' && IpProtocol !== 'udp') return false
  return Number(FromPort) <= port && port <= Number(ToPort)
}

/** A rule for a network, IPv4 or IPv6. */
export function ruleFor(ports: Document, cidr: string, description: unknown): Rule {
  const list = cidr.includes(':') ? 'Ipv6Ranges' : 'IpRanges'
  const text = typeof description === 'string' ? { Description: description } : {}
  return { ports, list, source: { [sourceLists[list]]: cidr, ...text } }
}

/** The permissions of a group, source by source. */
export function rulesOf(permissions: unknown): readonly Rule[] {
  return documentsIn(permissions).flatMap((permission) =>
    lists.flatMap((list) =>
      documentsIn(permission[list]).map((source) => ({ ports: portsOf(permission), list, source })),
    ),
  )
}

/** Rules as the API gives them: one permission for each protocol and ports; sorted, for the API knows no order. */
export function permissionsOf(rules: readonly Rule[]): readonly Permission[] {
  const sorted = [...rules].sort((one, two) => (canonicalJson(one) < canonicalJson(two) ? -1 : 1))
  const byPorts = new Map(sorted.map(({ ports }) => [canonicalJson(ports), ports]))
  return [...byPorts.values()].map((ports) => ({
    ...ports,
    ...Object.fromEntries(
      lists.map((list) => [
        list,
        sorted.filter((rule) => rule.list === list && isSame(rule.ports, ports)).map(({ source }) => source),
      ]),
    ),
  }))
}

/** The permissions of some rules as a call takes them, without empty lists. */
export function sentPermissions(rules: readonly Rule[]): readonly Permission[] {
  return permissionsOf(rules).map((permission) =>
    Object.fromEntries(Object.entries(permission).filter(([, value]) => !Array.isArray(value) || value.length > 0)),
  )
}

/** True of rules that admit the same, whatever they are described as. */
export function admitTheSame(one: Rule, two: Rule): boolean {
  return isSame(one.ports, two.ports) && one.list === two.list && sourceOf(one) === sourceOf(two)
}

const lists = Object.keys(sourceLists) as readonly SourceList[]

function portsOf(permission: Permission): Document {
  const { IpProtocol, FromPort, ToPort } = permission
  return {
    ...(FromPort === undefined ? {} : { FromPort }),
    IpProtocol,
    ...(ToPort === undefined ? {} : { ToPort }),
  }
}
