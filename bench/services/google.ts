import { App } from 'cdktf';
import { unwatched, work } from './work';
import { google } from 'faasade';

const [count, outdir] = process.argv.slice(2);
const app = new App({ outdir });
const stack = new google.GoogleStack(app, 'service', { project: 'acme-prod', region: 'europe-west1' });
unwatched(stack);
for (let n = 0; n < Number(count); n++) work(stack, n);
app.synth();
