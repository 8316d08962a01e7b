import { limits } from './limits';
import type { Report } from '../private/report';
import { holdsToken } from '../private/tokens';

/** A name of letters, digits, '-' and '_'. */
export function checkName(prop: string, name: string | undefined, most: number, report: Report): void {
  const form = new RegExp(`^[A-Za-z0-9_-]{1,${most}}$`);
  checkForm(prop, name, form, `a name on AWS: letters, digits, '-' and '_', ${most} in all`, report);
}

/** The ARN of a KMS key; an alias won't do, because policies name keys. */
export function checkKey(prop: string, arn: string | undefined, report: Report): void {
  checkArn(
    prop,
    arn,
    /^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]+$/,
    'a KMS key, arn:aws:kms:<region>:<account>:key/<id>',
    report,
  );
}

/** @param what in words, with its form */
export function checkArn(prop: string, arn: string | undefined, form: RegExp, what: string, report: Report): void {
  checkForm(prop, arn, form, `the ARN of ${what}`, report);
}

/**
 * What is known on deployment only passes.
 * @param what in words, with its form
 */
export function checkForm(prop: string, text: string | undefined, form: RegExp, what: string, report: Report): void {
  if (text !== undefined && !holdsToken(text) && !form.test(text)) {
    report.problem(prop, `'${text}' is not ${what}.`);
  }
}

const tagText = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** What every resource has. @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
export function checkCommon(
  spec: { readonly tags?: Readonly<Record<string, string>>; readonly encryptionKey?: string },
  report: Report,
): void {
  checkKey('encryptionKey', spec.encryptionKey, report);
  const tags = Object.entries(spec.tags ?? {});
  if (tags.length > limits.tags.most) {
    report.problem('tags', `${tags.length} are more than the ${limits.tags.most} that AWS allows.`);
  }
  for (const [name, value] of tags) {
    if (name === '' || name.length > limits.tags.name || !tagText.test(name) || /^aws:/i.test(name)) {
      report.problem(
        `tags.${name}`,
        `'${name}' is not the name of a tag on AWS: letters, digits, spaces and '_.:/=+-@', ${limits.tags.name} in all, ` +
          `and not 'aws:' first.`,
      );
    }
    if (!holdsToken(value) && (value.length > limits.tags.value || !tagText.test(value))) {
      report.problem(
        `tags.${name}`,
        `'${value}' is not the value of a tag on AWS: letters, digits, spaces and '_.:/=+-@', ${limits.tags.value} in all.`,
      );
    }
  }
}
