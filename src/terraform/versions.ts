/**
 * Whether a Terraform version constraint lets through some version of at least `least`. Only what bounds versions from
 * above can keep it out.
 * @see https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
export function admits(constraint: string, least: string): boolean {
  return constraint.split(',').every((part) => {
    const [, operator, text] = /^\s*(=|!=|>=|<=|>|<|~>)?\s*v?([\d.]+)/.exec(part) ?? [];
    if (text === undefined) return true;
    const order = compare(text, least);
    switch (operator ?? '=') {
      case '=':
      case '<=':
        return order >= 0;
      case '<':
        return order > 0;
      case '~>':
        return order >= 0 || admitsLater(text, least);
      default:
        return true;
    }
  });
}

/** `~> 4.2` lets any 4.x through that is later, `~> 4.2.1` any 4.2.x: all but the last part stay. */
function admitsLater(text: string, least: string): boolean {
  const fixed = numbers(text).slice(0, -1);
  return compare(fixed.join('.'), numbers(least).slice(0, fixed.length).join('.')) >= 0;
}

function compare(a: string, b: string): number {
  const [left, right] = [numbers(a), numbers(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function numbers(version: string): number[] {
  return version.split('.').map(Number);
}
