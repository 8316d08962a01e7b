import { Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { FunctionPlan } from '../plan';
import { allow } from './grants';

/**
 * Connects a function to subnets by their ids: the L2 wants the VPC as a construct. Lambda makes the interfaces in the
 * name of the role; EC2 has no narrower resource to describe, and Lambda takes none but all interfaces to delete.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
 */
export function connect(fn: lambda.Function, role: iam.IRole, vpc: NonNullable<FunctionPlan['vpc']>): void {
  const { subnetIds, securityGroupIds } = vpc;
  (fn.node.defaultChild as lambda.CfnFunction).vpcConfig = {
    subnetIds: [...subnetIds],
    securityGroupIds: [...securityGroupIds],
  };
  allow(role, ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'], ['*']);
  allow(role, interfaces, [Stack.of(fn).formatArn({ service: 'ec2', resource: '*', resourceName: '*' })]);
}

const interfaces = [
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
];
