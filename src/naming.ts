import { standardName } from './private/names';

/** What a name is wanted for. */
export interface NameRequest {
  /** The kind of resource, as its Terraform type, such as `azurerm_storage_account`. */
  readonly resource: string;
  /** The path of the construct below its stack, joined by `/`, the part that it names last. */
  readonly path: string;
  /** The name of the stack. */
  readonly stack: string;
  /** The namespace of the cloud that the resource is placed in. */
  readonly namespace: string;
  /** The largest number of characters. */
  readonly maxLength: number;
  /** What stands between words: `-`, or nothing where only letters and digits are allowed. */
  readonly separator: string;
}

/** Makes names for resources. Every name is checked against the cloud's own rules. */
export abstract class Naming {
  /**
   * Words from the namespace, the stack and the path, shortened where they must be, and a hash of all three in full.
   *
   * Names are stable: they follow from the construct path, the stack and the namespace alone.
   */
  public static standard(): Naming {
    return new StandardNaming();
  }

  /** The name of a resource: lower-case letters, digits and the separator, a letter first. */
  public abstract nameOf(request: NameRequest): string;
}

class StandardNaming extends Naming {
  public nameOf(request: NameRequest): string {
    return standardName(request);
  }
}
