import type { Report } from './report';
import type { FilterSpec } from './resource-spec';

const attributeName = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;
const attributeValue = /^[^\u0000-\u001f]{1,150}$/;

/** The least that all clouds can filter by. */
const most = { attributes: 5, values: 10 };

/** What a filter may ask for, the same on every cloud. @param prop the trigger */
export function checkFilter(prop: string, filter: FilterSpec, report: Report): void {
  const entries = Object.entries(filter);
  if (entries.length > most.attributes) {
    report.problem(`${prop}.filter`, `${entries.length} attributes are more than ${most.attributes}.`);
  }
  for (const [name, wanted] of entries) {
    const values = 'prefix' in wanted ? [wanted.prefix] : wanted.equals;
    if (!attributeName.test(name)) {
      report.problem(
        `${prop}.filter.${name}`,
        `'${name}' is not a name: a letter first, then letters, digits and '_', 64 in all.`,
      );
    }
    if (values.length === 0 || values.length > most.values) {
      report.problem(`${prop}.filter.${name}`, `has ${values.length} values. Give it 1 to ${most.values}.`);
    }
    const wrong = values.filter((value) => typeof value !== 'string' || !attributeValue.test(value));
    if (wrong.length > 0) {
      report.problem(`${prop}.filter.${name}`, `'${wrong[0]}' is not a text of 1 to 150 characters on one line.`);
    }
  }
}
