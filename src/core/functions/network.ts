import { functionTopic } from './definition.js'

/** Addresses, networks, ports and versions. */
export const networkFunctions = functionTopic({
  cidrContains: {
    signatures: ['(network: string, addressOrNetwork: string): bool'],
    doc: 'True when an address, or every address of a second network, lies in the network. IPv4 and IPv6.',
    example: "cidrContains('10.0.0.0/8', resource.PrivateIpAddress)",
  },
  cidrOverlaps: {
    signatures: ['(left: string, right: string): bool'],
    doc: 'True when two networks share an address.',
    example: "cidrOverlaps(resource.CidrBlock, '10.0.0.0/8')",
  },
  cidrPrefix: {
    signatures: ['(network: string): int'],
    doc: 'The length of the prefix of a network.',
    example: "cidrPrefix('10.0.0.0/8') == 8",
  },
  isPublicCidr: {
    signatures: ['(network: string): bool'],
    doc: 'True when the network holds addresses of the public internet: `0.0.0.0/0` does, `10.0.0.0/8` does not.',
    example: 'isPublicCidr(range.CidrIp)',
  },
  isPublicIp: {
    signatures: ['(address: string): bool'],
    doc: 'True of an address of the public internet.',
    example: 'isPublicIp(resource.PublicIpAddress)',
  },
  portRangeIncludes: {
    signatures: ['(from: A, to: B, port: int): bool'],
    doc: 'True when the port lies between two ports, both included. Nulls, and -1 at both ends, stand for all ports.',
    example: 'portRangeIncludes(rule.FromPort, rule.ToPort, 22)',
  },
  portsInclude: {
    signatures: ['(ports: A, port: int): bool'],
    doc: 'True when a text such as `22`, `20-25` or `*`, or one text of a list, includes the port. An empty list does not.',
    example: 'portsInclude(rule.destinationPortRange, 3389)',
  },
  semverCompare: {
    signatures: ['(left: string, right: string): int'],
    doc: 'Which version is older: -1 the left, 1 the right, 0 neither. Takes `8`, `8.0` and `v8.0.35` as well.',
    example: "semverCompare(resource.EngineVersion, '8.0.28') >= 0",
  },
  versionCompare: {
    signatures: ['(left: string, right: string): dyn'],
    doc: 'Which version of any form is older, part by part, numbers by value and words by alphabet: -1 the left, 1 the right, 0 neither; null where a number meets a word.',
    example: "versionCompare(resource.EngineVersion, '5.7.mysql_aurora.2.03') < 0",
  },
  semverLess: {
    signatures: ['(version: string, bound: string): bool'],
    doc: 'True when the version is older than the bound.',
    example: "semverLess(resource.EngineVersion, '8.0')",
  },
  semverAtLeast: {
    signatures: ['(version: string, bound: string): bool'],
    doc: 'True when the version is the bound or newer.',
    example: "semverAtLeast(resource.Version, '1.29')",
  },
})
