/** What a candidate handed in. */
export interface Answers {
  /** The candidate. */
  readonly id: string;
  /** The paper. */
  readonly paper: string;
  /** By question. */
  readonly choices: Readonly<Record<string, string>>;
}

/** A paper, as its item in the table holds it. */
export interface Paper {
  readonly id: string;
  readonly questions: Readonly<Record<string, string>>;
  /** The right choices: never handed out. */
  readonly key: Readonly<Record<string, string>>;
}

/** Whom a token lets in, as the item of the candidate holds it. */
export interface Candidate {
  readonly id: string;
  readonly paper: string;
  /** SHA-256 of the token, in hex. */
  readonly token: string;
}

const most = 200;

/** The choices that a candidate sent, or what is wrong with them. */
export function parseChoices(value: unknown): Readonly<Record<string, string>> | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return "'choices' is no object.";
  const entries = Object.entries(value);
  if (entries.length > most) return `'choices' has more than ${most} answers.`;
  const wrong = entries.find((entry) => !entry.every(isWord));
  return wrong ? "'choices' has an answer that is none: up to 20 letters and digits each." : { ...value };
}

function isWord(value: unknown): boolean {
  return typeof value === 'string' && /^\w{1,20}$/.test(value);
}
