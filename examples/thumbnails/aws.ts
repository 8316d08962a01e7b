import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Thumbnails } from './thumbnails';

const app = new App();
const stack = new Stack(app, 'thumbnails-aws');
const thumbnails = new Thumbnails(stack, 'Thumbnails', {
  catalogueUrl: process.env.CATALOGUE_URL ?? 'https://example.com/catalogue.json',
  pictureOrigins: ['https://pictures.example.com'],
});
new CfnOutput(stack, 'Url', { value: thumbnails.front.url });
