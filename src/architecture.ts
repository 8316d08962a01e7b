/** The processors that code runs on. */
export enum Architecture {
  /** 64-bit ARM: AWS only. */
  ARM_64 = 'arm64',
  /** 64-bit x86. */
  X86_64 = 'x86_64',
}
