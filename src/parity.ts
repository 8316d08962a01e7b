import { IConstruct } from 'constructs';
import { acknowledge } from './private/acknowledgements';
import { features } from './private/features';
import { REGION } from './private/region';

/**
 * What clouds do otherwise than described. `npx faasade parity` prints the whole table.
 */
export class Parity {
  /**
   * Silences a warning below a scope, so that a strict synthesis can pass.
   *
   * @param scope the construct, or anything above it
   * @param id the id that the warning shows in brackets, such as `queue.batchSize`
   * @param reason why the difference is accepted here, for those who read the code later
   */
  public static acknowledge(scope: IConstruct, id: string, reason: string): void {
    if (!(id in features) && id !== REGION && !id.startsWith('environment.secret.')) {
      throw new Error(`'${id}' is no feature id. Known ids: ${Object.keys(features).join(', ')}.`);
    }
    if (reason.trim() === '') throw new Error(`Acknowledging '${id}' needs a reason.`);
    acknowledge(scope, id, reason);
  }

  private constructor() {}
}
