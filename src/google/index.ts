export * from './cloud';
export * from './function';
export * from './options';
export * from './queue';
export * from './stack';
