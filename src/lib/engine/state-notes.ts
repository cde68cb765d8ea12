/** StateNotes: the flight recorder is told of every Status that says something, and of the engine. */
import type { FlightEvent, FlightRecorder } from '../flight/flight-recorder';
import type { ErrorCode } from '../kernel/errors';
import type { Queue } from '../uploads/queue';
import type { Status } from '../uploads/upload';

/** "Pause all" moves thousands of rows between these, and would push out what matters. */
const IDLE: ReadonlySet<string> = new Set(['queued', 'paused', 'cancelled']);

const OF_ENGINE: ReadonlySet<ErrorCode> = new Set([
	'storage-quota',
	'storage-blocked',
	'superseded',
	'version-mismatch',
	'unexpected'
]);

/** noteStates records from now on. What rows were when they were loaded is in no record. */
export function noteStates(queue: Pick<Queue, 'changed' | 'entry'>, flight: FlightRecorder): void {
	const known = new Map<string, Status>();
	queue.changed.on(({ type, id }) => {
		if (type === 'removed') return void known.delete(id);
		const before = known.get(id);
		const status = queue.entry(id)?.upload.status;
		if (!status || status === before) return;
		known.set(id, status);
		if (!before || (IDLE.has(before.state) && IDLE.has(status.state))) return;
		flight.record(stateEvent(id, status));
	});
}

interface Told {
	readonly queue: Pick<Queue, 'trouble'>;
	readonly connectivity: {
		readonly changed: { on(listener: (connection: string) => void): unknown };
	};
}

/** noteEngine records that this engine leads, its line, and errors that are no row's own. */
export function noteEngine({ queue, connectivity }: Told, flight: FlightRecorder): void {
	flight.record({ step: 'engine', detail: 'leads' });
	connectivity.changed.on((connection) => flight.record({ step: 'engine', detail: connection }));
	queue.trouble.on(({ error: { code, detail } }) => {
		// What a row failed with stands in its own records.
		if (OF_ENGINE.has(code)) flight.record({ step: 'engine', code, detail });
	});
}

function stateEvent(uploadId: string, status: Status): FlightEvent {
	const event = { step: 'state', uploadId } as const;
	switch (status.state) {
		case 'waiting': {
			const { cause, code, detail } = status;
			return {
				...event,
				code,
				detail: [`waiting for ${cause}`, detail].filter(Boolean).join(': ')
			};
		}
		case 'failed': {
			const { code, detail } = status;
			return { ...event, code, detail: ['failed', detail].filter(Boolean).join(': ') };
		}
		case 'done':
			return { ...event, detail: status.instant ? 'done instant' : 'done' };
		default:
			return { ...event, detail: status.state };
	}
}
