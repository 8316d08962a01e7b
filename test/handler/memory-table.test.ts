import { expectTable, ordersTable } from './clients';
import { MemoryTable } from './memory-table';

// The shared helpers, which other clouds' clients are made of, and the list of expectations against each other.
expectTable(() => new MemoryTable(ordersTable));
