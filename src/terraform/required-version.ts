import { Construct } from 'constructs';
import { TerraformStack } from './engine';
import { requiredTerraform } from './providers';
import { admits } from './versions';

/**
 * Has a stack ask for at least this version of Terraform, because `scope` needs it. What the stack asks for by itself
 * stands; at synthesis it is an error where it keeps such a version out.
 */
export function requireVersion(scope: Construct, least: string): void {
  const stack = TerraformStack.of(scope);
  if (requiredTerraform(stack) === undefined) stack.addOverride('terraform.required_version', `>= ${least}`);
  scope.node.addValidation({
    validate: () => {
      const own = requiredTerraform(stack);
      if (own === undefined || admits(own, least)) return [];
      return [
        `It needs Terraform ${least} or later, and the stack asks for '${own}'. Let a later one in: ` +
          `stack.addOverride('terraform.required_version', '>= ${least}').`,
      ];
    },
  });
}
