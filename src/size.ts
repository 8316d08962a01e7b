/**
 * An amount of storage, by its shape: a `Size` of this library, of aws-cdk-lib or any other with this method.
 */
export interface ISize {
  /** The amount in mebibytes (1,048,576 bytes). */
  toMebibytes(): number;
}

/** An amount of storage or memory. */
export class Size implements ISize {
  /** A number of mebibytes (1,048,576 bytes). */
  public static mebibytes(amount: number): Size {
    return new Size(amount);
  }

  /** A number of gibibytes (1,024 mebibytes). */
  public static gibibytes(amount: number): Size {
    return new Size(amount * 1024);
  }

  private readonly amount: number;

  private constructor(mebibytes: number) {
    if (!Number.isFinite(mebibytes) || mebibytes < 0) {
      throw new Error(`A size is a finite number of at least 0, not ${mebibytes} MiB.`);
    }
    this.amount = mebibytes;
  }

  /** The amount in mebibytes (1,048,576 bytes). */
  public toMebibytes(): number {
    return this.amount;
  }
}
