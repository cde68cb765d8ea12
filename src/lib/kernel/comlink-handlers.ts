/**
 * What Comlink can't carry by itself: an AbortSignal becomes a port that fires once, and a thrown
 * TransferError keeps its code. Every worker and the page call registerTransferHandlers once.
 */
import { transferHandlers, type TransferHandler } from 'comlink';
import { TransferError, type WireError } from './errors';

interface Thrown {
	readonly value: unknown;
}

const abortSignal: TransferHandler<AbortSignal, { aborted: boolean; port: MessagePort }> = {
	canHandle: (value): value is AbortSignal => value instanceof AbortSignal,
	serialize(signal) {
		const { port1, port2 } = new MessageChannel();
		signal.addEventListener('abort', () => port1.postMessage(0), { once: true });
		return [{ aborted: signal.aborted, port: port2 }, [port2]];
	},
	deserialize({ aborted, port }) {
		const controller = new AbortController();
		if (aborted) controller.abort();
		port.onmessage = () => {
			controller.abort();
			port.close();
		};
		return controller.signal;
	}
};

export function registerTransferHandlers(): void {
	transferHandlers.set('abort-signal', abortSignal as TransferHandler<unknown, unknown>);
	const standard = transferHandlers.get('throw') as TransferHandler<Thrown, unknown>;
	const thrown: TransferHandler<Thrown, unknown> = {
		canHandle: (value): value is Thrown => standard.canHandle(value),
		serialize(thrown) {
			if (thrown.value instanceof TransferError) {
				return [{ transferError: thrown.value.toWire() }, []];
			}
			return standard.serialize(thrown);
		},
		deserialize(serialized) {
			const wire = (serialized as { transferError?: WireError }).transferError;
			if (wire) throw TransferError.fromWire(wire);
			return standard.deserialize(serialized);
		}
	};
	transferHandlers.set('throw', thrown as TransferHandler<unknown, unknown>);
}
