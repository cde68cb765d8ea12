// A storage that takes every body and keeps none: a process of its own, so that neither the sandbox
// nor the harness is what gets measured. Ends with its parent.
import { createServer } from 'node:http';

let bytes = 0;
let requests = 0;
const CORS = {
	'access-control-allow-origin': '*',
	'access-control-allow-methods': 'PUT, POST, GET',
	'access-control-allow-headers': '*',
	'access-control-max-age': '600',
	'access-control-expose-headers': 'x-received, location'
};

const server = createServer({ noDelay: true }, (request, response) => {
	if (request.method === 'OPTIONS') return void response.writeHead(204, CORS).end();
	if (request.method === 'GET') {
		response.writeHead(200, { ...CORS, 'content-type': 'application/json' });
		response.end(JSON.stringify({ bytes, requests }));
		[bytes, requests] = [0, 0];
		return;
	}
	let mine = 0;
	request.on('data', (run) => (mine += run.length));
	request.on('end', () => {
		bytes += mine;
		requests += 1;
		// The ETag is there, as every storage has one, but pages may not read it.
		response.writeHead(200, { ...CORS, 'x-received': String(mine), etag: '"0"' });
		response.end();
	});
});
server.requestTimeout = 0;
server.listen(0, '127.0.0.1', () => process.send?.({ port: server.address().port }));
process.on('disconnect', () => process.exit(0));
