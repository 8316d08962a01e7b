bring cloud;
bring http;

let jobs = new cloud.Queue();
let api = new cloud.Api();
api.post("/thumbnails", inflight (request) => {
  jobs.push(request.body!);
  return { status: 202 };
});
api.get("/health", inflight (request) => {
  return { status: 200, body: "ok" };
});
jobs.setConsumer(inflight (message) => {
  log(message);
});
let nightly = new cloud.Schedule(cron: "0 2 * * *");
nightly.onTick(inflight () => {
  let response = http.get("https://example.com/catalogue.json");
  jobs.push(response.body);
});
