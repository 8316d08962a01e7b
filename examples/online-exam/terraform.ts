import { App, TerraformOutput } from 'cdktf';
import { OnlineExam } from './online-exam';
import { azure, google } from 'faasade';

const app = new App();
const onAzure = new azure.AzureStack(app, 'online-exam-azure', { location: 'westeurope', namespace: 'acme' });
const onGoogle = new google.GoogleStack(app, 'online-exam-google', { project: 'acme-prod', region: 'europe-west1' });
for (const stack of [onAzure, onGoogle]) {
  const { exam } = new OnlineExam(stack, 'OnlineExam');
  new TerraformOutput(stack, 'Url', { value: exam.url });
}

app.synth();
