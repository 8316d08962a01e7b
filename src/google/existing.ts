import type { Report } from '../private/report';
import type { ResourceKind } from '../private/resource-spec';
import { holdsToken } from '../private/tokens';
import { Fn } from '../terraform/engine';

/** A resource by its full name, and by what IAM takes. */
export interface FullName {
  /** `projects/<project>/<collection>/<name>`. */
  readonly id: string;
  readonly name: string;
  readonly project: string;
}

const forms: Readonly<Record<ResourceKind, { readonly form: RegExp; readonly is: string }>> = {
  queue: { form: formOf('topics'), is: "the full name of a topic, such as 'projects/acme-prod/topics/jobs'" },
  topic: { form: formOf('topics'), is: "the full name of a topic, such as 'projects/acme-prod/topics/orders'" },
  bucket: {
    form: /^(projects\/_\/buckets\/)?[^/]{3,}$/,
    is: "the name of a bucket, such as 'acme-uploads' or 'projects/_/buckets/acme-uploads'",
  },
  table: {
    form: formOf('databases'),
    is: "the full name of a database, such as 'projects/acme-prod/databases/orders'",
  },
  secret: { form: formOf('secrets'), is: "the full name of a secret, such as 'projects/acme-prod/secrets/api-key'" },
};

/** Checks the name of what exists already. One that is known on deployment only can't be checked. */
export function checkExisting(kind: ResourceKind) {
  return ({ existing = '' }: { readonly existing?: string }, report: Report): void => {
    const { form, is } = forms[kind];
    if (form.test(existing) || holdsToken(existing)) return;
    report.problem('fromExisting', `'${existing}' is not ${is}.`);
  };
}

/** The parts of a full name. Terraform takes apart what is known on deployment only. */
export function fullName(id: string): FullName {
  const parts = id.split('/');
  const part = (index: number) =>
    parts.length === 4 ? parts[index]! : (Fn.element(Fn.split('/', id), index) as string);
  return { id, name: part(3), project: part(1) };
}

/** The bare name of a bucket. */
export function bareName(name: string): string {
  return name.replace(/^projects\/_\/buckets\//, '');
}

function formOf(collection: string): RegExp {
  return new RegExp(`^projects/[^/]+/${collection}/[^/]+$`);
}
