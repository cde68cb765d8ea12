/** RecordedDrive: a Drive whose every call leaves a note in the flight recorder. */
import type { Drive } from '../drives/drive';
import type { FlightEvent } from '../flight/flight-recorder';
import { asTransferError, isAbort } from '../kernel/errors';
import type { Tools } from './tools';

/** recordedDrive does what `drive` does, for one Upload. */
export function recordedDrive(
	drive: Drive,
	uploadId: string,
	{ flight, clock }: Pick<Tools, 'flight' | 'clock'>
): Drive {
	const noted = async <T>(
		event: FlightEvent,
		call: Promise<T>,
		answer: (output: T) => string = () => ''
	): Promise<T> => {
		const startedAt = clock.now();
		const note = (more: Partial<FlightEvent>) =>
			flight.record({ ...event, uploadId, ms: clock.now() - startedAt, ...more });
		try {
			const output = await call;
			note({ detail: `${event.detail} ${answer(output)}`.trim() });
			return output;
		} catch (error) {
			if (isAbort(error)) throw error;
			const { code, detail } = asTransferError(error);
			note({ code, detail: detail ? `${event.detail}: ${detail}` : event.detail });
			throw error;
		}
	};
	const call = (detail: string): FlightEvent => ({ step: 'call', detail });
	const findOpened = drive.findOpened?.bind(drive);
	return {
		traits: drive.traits,
		account: (...args) => noted(call('account'), drive.account(...args)),
		list: (...args) => noted(call('list'), drive.list(...args)),
		createFolder: (...args) => noted(call('create-folder'), drive.createFolder(...args)),
		open: (...args) => noted(call('open'), drive.open(...args), ({ kind }) => kind),
		...(findOpened && {
			findOpened: (...args) =>
				noted(call('look'), findOpened(...args), (file) => (file ? 'there' : 'not there'))
		}),
		presign: (session, numbers, options) =>
			noted(
				{ step: 'sign', part: numbers[0], detail: options?.relay ? 'relay' : 'direct' },
				drive.presign(session, numbers, options),
				(parts) => String(parts.length)
			),
		listParts: (...args) =>
			noted({ step: 'listing', detail: 'parts' }, drive.listParts(...args), (parts) =>
				String(parts.length)
			),
		complete: (session, receipts, options) =>
			noted(
				call(options?.lookOnly ? 'look' : 'complete'),
				drive.complete(session, receipts, options)
			),
		abandon: (...args) => noted(call('abandon'), drive.abandon(...args))
	};
}
