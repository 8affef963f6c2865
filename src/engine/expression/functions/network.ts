import ipaddr from 'ipaddr.js'
import type { networkFunctions } from '../../../core/functions/network.js'
import { type Implementation, plain, tolerant } from './implementation.js'
import { compareAnyVersions, compareVersions } from './versions.js'

export const networkImplementations: Record<keyof typeof networkFunctions, Implementation> = {
  cidrContains: ofNetworks((outer, inner) => outer.prefix <= inner.prefix && within(inner, outer)),
  cidrOverlaps: ofNetworks((left, right) => within(left, right) || within(right, left)),
  cidrPrefix: plain((text) => parseNetwork(text)?.prefix),
  isPublicCidr: tolerant((text) => text !== null && publicNetwork(text)),
  isPublicIp: tolerant((text) => text !== null && publicNetwork(text)),
  portRangeIncludes: tolerant(portRangeIncludes),
  portsInclude: tolerant(portsInclude),
  versionCompare: plain(compareAnyVersions),
  semverCompare: plain(compareVersions),
  semverLess: plain((version, bound) => below(compareVersions(version, bound))),
  semverAtLeast: plain((version, bound) => {
    const older = below(compareVersions(version, bound))
    return older === undefined ? undefined : !older
  }),
}

function below(comparison: number | undefined): boolean | undefined {
  return comparison === undefined ? undefined : comparison < 0
}

interface Network {
  readonly address: ipaddr.IPv4 | ipaddr.IPv6
  readonly prefix: number
}

const cache = new Map<string, Network | undefined>()

/** A network, or an address as the network of itself. Those of a few thousand texts are remembered. */
function parseNetwork(text: unknown): Network | undefined {
  if (typeof text !== 'string') return undefined
  if (cache.has(text)) return cache.get(text)
  if (cache.size > 4096) cache.clear()
  const network = readNetwork(text)
  cache.set(text, network)
  return network
}

function readNetwork(text: string): Network | undefined {
  if (ipaddr.IPv4.isValidCIDRFourPartDecimal(text) || ipaddr.IPv6.isValidCIDR(text)) {
    const [address, prefix] = ipaddr.parseCIDR(text)
    return { address, prefix }
  }
  if (!ipaddr.IPv4.isValidFourPartDecimal(text) && !ipaddr.IPv6.isValid(text)) return undefined
  const address = ipaddr.parse(text)
  return { address, prefix: address.kind() === 'ipv4' ? 32 : 128 }
}

function within(inner: Network, outer: Network): boolean {
  return inner.address.kind() === outer.address.kind() && inner.address.match(outer.address, outer.prefix)
}

function ofNetworks(test: (left: Network, right: Network) => boolean): Implementation {
  return plain((left, right) => {
    const first = parseNetwork(left)
    const second = parseNetwork(right)
    return first && second ? test(first, second) : undefined
  })
}

/** True unless all of the network lies in one range that is not of the public internet (RFC 6890). */
function publicNetwork(text: unknown): boolean | undefined {
  const network = parseNetwork(text)
  if (!network) return undefined
  const { address, prefix } = network
  const special = Object.values<readonly (readonly [ipaddr.IPv4 | ipaddr.IPv6, number])[]>(
    specialRanges[address.kind()],
  )
  return !special.flat().some(([range, length]) => prefix >= length && address.match(range as never, length))
}

/** ipaddr.js keeps the ranges of RFC 6890 on an instance of each class. */
const specialRanges = {
  ipv4: rangesOf(ipaddr.parse('0.0.0.0')),
  ipv6: rangesOf(ipaddr.parse('::')),
} as const

type Ranges = Record<string, (readonly [ipaddr.IPv4 | ipaddr.IPv6, number])[]>

function rangesOf(address: unknown): Ranges {
  const { SpecialRanges } = address as { SpecialRanges: Record<string, unknown> }
  return Object.fromEntries(
    Object.entries(SpecialRanges).map(([name, ranges]) => {
      const list = ranges as readonly unknown[]
      return [name, (Array.isArray(list[0]) ? list : [list]) as Ranges[string]]
    }),
  )
}

function portNumber(value: unknown): number | null | undefined {
  if (value === null) return null
  const number = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

function portRangeIncludes(from: unknown, to: unknown, wanted: unknown): boolean | undefined {
  const low = portNumber(from)
  const high = portNumber(to)
  const port = portNumber(wanted)
  if (low === undefined || high === undefined || typeof port !== 'number') return undefined
  if (low === -1 && high === -1) return true
  return port >= (low ?? 0) && port <= (high ?? 65535)
}

const portRange = /^\s*(\d{1,5})\s*(?:-\s*(\d{1,5})\s*)?$/

function portsInclude(ports: unknown, port: unknown): boolean | undefined {
  if (typeof port !== 'number') return undefined
  if (ports === null) return false
  if (typeof ports === 'number') return ports === port
  if (Array.isArray(ports)) {
    const answers = ports.map((part) => portsInclude(part, port))
    return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false
  }
  if (ports === '*') return true
  const match = typeof ports === 'string' ? portRange.exec(ports) : null
  return match ? port >= Number(match[1]) && port <= Number(match[2] ?? match[1]) : undefined
}
