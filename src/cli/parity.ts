import type { CloudTable } from './tables';
import { FeatureId, features, Verdict } from '../private/features';

type Inexact = Exclude<Verdict, { kind: 'exact' }>;

/** Why a feature is not exact on some clouds; clouds with the same reason share a note. */
export interface Note {
  readonly number: number;
  readonly id: FeatureId;
  readonly kind: Inexact['kind'];
  readonly clouds: readonly string[];
  readonly reason: string;
}

/** A feature's verdict on a cloud; `note` is the number of its reason. */
export interface ParityCell {
  readonly kind: Verdict['kind'];
  readonly note?: number;
}

export interface ParityRow {
  readonly id: FeatureId;
  readonly title: string;
  readonly cells: readonly ParityCell[];
}

export interface Parity {
  readonly clouds: readonly string[];
  readonly rows: readonly ParityRow[];
  readonly notes: readonly Note[];
}

/** The table of features and clouds, in the order of `features`, with its reasons numbered. */
export function parity(tables: readonly CloudTable[]): Parity {
  const notes: Note[] = [];
  const note = (id: FeatureId, { kind, reason }: Inexact, cloud: string): number => {
    const same = notes.findIndex((other) => other.id === id && other.kind === kind && other.reason === reason);
    if (same >= 0) notes[same] = { ...notes[same], clouds: [...notes[same].clouds, cloud] };
    else notes.push({ number: notes.length + 1, id, kind, clouds: [cloud], reason });
    return same >= 0 ? same + 1 : notes.length;
  };
  const rows = (Object.keys(features) as FeatureId[]).map((id) => ({
    id,
    title: features[id],
    cells: tables.map(({ title, features: verdicts }): ParityCell => {
      const verdict = verdicts[id];
      return verdict.kind === 'exact' ? verdict : { kind: verdict.kind, note: note(id, verdict, title) };
    }),
  }));
  return { clouds: tables.map(({ title }) => title), rows, notes };
}

/** For programs: each feature with each cloud's verdict and reason. */
export function parityJson(tables: readonly CloudTable[]): string {
  const list = (Object.keys(features) as FeatureId[]).map((id) => ({
    id,
    title: features[id],
    verdicts: Object.fromEntries(tables.map(({ cloud, features: verdicts }) => [cloud, verdicts[id]])),
  }));
  return `${JSON.stringify({ features: list }, undefined, 2)}\n`;
}
