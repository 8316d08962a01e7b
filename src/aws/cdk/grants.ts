import * as iam from 'aws-cdk-lib/aws-iam';

/** Lets a role do something with these resources; the key is the one that they are encrypted with, if any. */
export function allow(
  role: iam.IRole,
  actions: readonly string[],
  resourceArns: readonly string[],
  key: { readonly arn?: string; readonly actions: readonly string[] } = { actions: [] },
): void {
  role.addToPrincipalPolicy(statement(actions, resourceArns));
  if (key.arn !== undefined) role.addToPrincipalPolicy(statement(key.actions, [key.arn]));
}

/** What a role does with a key whose resource it writes to, and whose resource it reads. */
export const keyActions = {
  /** Of SQS, SNS and S3: a data key for each message or object; several parts of an object are read back. */
  write: ['kms:GenerateDataKey', 'kms:Decrypt'],
  read: ['kms:Decrypt'],
} as const;

/**
 * Lets a role call a function's URL, and invoke the function in no other way: Lambda asks for both since 2025.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
 */
export function allowUrl(role: iam.IRole, aliasArn: string): void {
  role.addToPrincipalPolicy(
    statement(['lambda:InvokeFunctionUrl'], [aliasArn], {
      StringEquals: { 'lambda:FunctionUrlAuthType': 'AWS_IAM' },
    }),
  );
  role.addToPrincipalPolicy(
    statement(['lambda:InvokeFunction'], [aliasArn], { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } }),
  );
}

export function statement(actions: readonly string[], resources: readonly string[], conditions?: iam.Conditions) {
  return new iam.PolicyStatement({ actions: [...actions], resources: [...resources], conditions });
}
