import { App, TerraformOutput } from 'cdktf';
import { Thumbnails } from './thumbnails';
import { azure, google } from 'faasade';

const app = new App();
const props = {
  catalogueUrl: process.env.CATALOGUE_URL ?? 'https://example.com/catalogue.json',
  pictureOrigins: ['https://pictures.example.com'],
};

const onAzure = new azure.AzureStack(app, 'thumbnails-azure', { location: 'westeurope', namespace: 'acme' });
const onGoogle = new google.GoogleStack(app, 'thumbnails-google', { project: 'acme-prod', region: 'europe-west1' });
for (const stack of [onAzure, onGoogle]) {
  const thumbnails = new Thumbnails(stack, 'Thumbnails', props);
  new TerraformOutput(stack, 'Url', { value: thumbnails.front.url });
}

app.synth();
