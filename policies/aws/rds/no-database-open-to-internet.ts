import { cidrPrefix, definePolicy, type LooseDocument, portRangeIncludes } from 'escher'

const database = {
  DBInstanceIdentifier: 'shop',
  DBInstanceStatus: 'available',
  PubliclyAccessible: true,
  Endpoint: { Port: 5432 },
  DBSubnetGroup: { Subnets: [{ SubnetIdentifier: 'subnet-a' }] },
}
const openGroup = {
  IpPermissions: [{ IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
}
const closedGroup = {
  IpPermissions: [{ IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, IpRanges: [{ CidrIp: '10.0.0.0/16' }] }],
}
const internetRoute = { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1' }
const publicNetwork = { RouteTables: [{ Associations: [{ SubnetId: 'subnet-a' }], Routes: [internetRoute] }] }
const publicByMainTable = { RouteTables: [{ Associations: [{ Main: true }], Routes: [internetRoute] }] }
const privateNetwork = {
  RouteTables: [
    { Associations: [{ Main: true }], Routes: [internetRoute] },
    {
      Associations: [{ SubnetId: 'subnet-a' }],
      Routes: [{ DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-1' }],
    },
  ],
}

export default definePolicy({
  title: 'No database can be reached from the internet',
  description: `Joins what it takes: a public address, a security group that admits any source wider than a /8 to the port of the
database, and a subnet with a route to an internet gateway (its own, or that of the main route table). Network ACLs are
not considered.`,
  resource: 'aws.rds.instance',
  severity: 'critical',
  pillar: 'security',
  frameworks: { soc2: ['CC6.1', 'CC6.6'] },
  rationale: 'Such a database is found within hours, and then only its passwords are left.',
  params: { widerThan: 8 },
  violates: ({ resource, links, params }) =>
    resource.PubliclyAccessible &&
    links.securityGroups.some((group: LooseDocument) =>
      group.IpPermissions.some(
        (rule: LooseDocument) =>
          ['tcp', '6', '-1'].includes(rule.IpProtocol) &&
          portRangeIncludes(rule.FromPort, rule.ToPort, resource.Endpoint.Port) &&
          (rule.IpRanges.some((range: LooseDocument) => cidrPrefix(range.CidrIp) < params.widerThan) ||
            rule.Ipv6Ranges.some((range: LooseDocument) => cidrPrefix(range.CidrIpv6) < params.widerThan)),
      ),
    ) &&
    links.vpc.some((vpc: LooseDocument) =>
      vpc.RouteTables.some(
        (table: LooseDocument) =>
          table.Routes.some(
            (route: LooseDocument) => route.GatewayId.startsWith('igw-') && route.DestinationCidrBlock === '0.0.0.0/0',
          ) &&
          resource.DBSubnetGroup.Subnets.some(
            (subnet: LooseDocument) =>
              table.Associations.some(
                (association: LooseDocument) => association.SubnetId === subnet.SubnetIdentifier,
              ) ||
              (table.Associations.some((association: LooseDocument) => association.Main) &&
                !vpc.RouteTables.some((other: LooseDocument) =>
                  other.Associations.some(
                    (association: LooseDocument) => association.SubnetId === subnet.SubnetIdentifier,
                  ),
                )),
          ),
      ),
    ),
  message: '{{ name }} can be reached from the internet on port {{ resource.Endpoint.Port }}',
  remediation: {
    playbook: 'aws/rds/take-public-address-away',
    text: `Narrow the security group first, which works at once; then take the public address away.
CLI: aws ec2 revoke-security-group-ingress --group-id ID --protocol tcp --port PORT --cidr 0.0.0.0/0
aws rds modify-db-instance --db-instance-identifier NAME --no-publicly-accessible --apply-immediately`,
  },
  tests: [
    {
      name: 'public address, open group, public subnet',
      given: database,
      links: { securityGroups: [closedGroup, openGroup], vpc: [publicNetwork] },
      expect: 'violating',
    },
    {
      name: 'a subnet without a table of its own follows the main one',
      given: database,
      links: { securityGroups: [openGroup], vpc: [publicByMainTable] },
      expect: 'violating',
    },
    {
      name: 'a public address that no group opens',
      given: database,
      links: { securityGroups: [closedGroup], vpc: [publicNetwork] },
      expect: 'compliant',
    },
    {
      name: 'open group, but a subnet without a way in',
      given: database,
      links: { securityGroups: [openGroup], vpc: [privateNetwork] },
      expect: 'compliant',
    },
    {
      name: 'no public address',
      given: { ...database, PubliclyAccessible: false },
      links: { securityGroups: [openGroup], vpc: [publicNetwork] },
      expect: 'compliant',
    },
    {
      name: 'the groups could not be read',
      given: database,
      links: { vpc: [publicNetwork] },
      unread: ['links.securityGroups'],
      expect: 'unknown',
    },
    {
      name: 'the groups could not be read, but there is no public address',
      given: { ...database, PubliclyAccessible: false },
      unread: ['links.securityGroups', 'links.vpc'],
      expect: 'compliant',
    },
  ],
})
