// A file of its own beside the adapter, loaded where a function has more than requests and messages that succeed.
export { moveFailed } from './dead-letter';
export { inOrder } from './fifo';
export { workInbox } from './inbox';
