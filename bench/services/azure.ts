import { App } from 'cdktf';
import { unwatched, work } from './work';
import { azure } from 'faasade';

const [count, outdir] = process.argv.slice(2);
const app = new App({ outdir });
const stack = new azure.AzureStack(app, 'service', { location: 'westeurope', namespace: 'acme' });
unwatched(stack);
for (let n = 0; n < Number(count); n++) work(stack, n);
app.synth();
