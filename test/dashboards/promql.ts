import { ensureSyntaxTree } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { LanguageType, promQLLanguage } from '@prometheus-io/codemirror-promql';
import { Parser } from '@prometheus-io/codemirror-promql/dist/cjs/parser/parser';

const language = promQLLanguage(LanguageType.PromQL);

/** What the parser of Prometheus' own pages has against a query: its syntax, and the types of what functions take. */
export function faultsOfPromql(query: string): string[] {
  const broken: string[] = [];
  // Also what is missing, about which the analysis says nothing.
  language.parser.parse(query).iterate({
    enter: ({ type, from }) => void (type.isError && broken.push(`The syntax is broken at ${from}.`)),
  });
  const state = EditorState.create({ doc: query, extensions: [language] });
  // An editor reads only the beginning of a long text at first.
  ensureSyntaxTree(state, query.length, 10_000);
  const analysis = new Parser(state.update({}).state);
  analysis.analyze();
  return [...broken, ...analysis.getDiagnostics().map(({ message }) => message)];
}
