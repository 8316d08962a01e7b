export { bundlePackage } from './bundle';
export { directoryPackage } from './directory';
export type { BundleOptions, BundleTarget, DirectoryOptions, Package } from './types';
