/**
 * Comlink carries a thrown error's name and message only; a TransferError must keep its code. The
 * page and every worker pass Comlink's `transferHandlers` in once.
 */
import { TransferError, type WireError } from './errors';

interface Handler {
	canHandle(value: unknown): boolean;
	serialize(value: never): [unknown, Transferable[]];
	deserialize(value: never): unknown;
}

export function carryTransferErrors(handlers: Map<string, unknown>): void {
	const standard = handlers.get('throw') as Handler;
	const carrying: Handler = {
		canHandle: (value) => standard.canHandle(value),
		serialize(thrown: { value: unknown }) {
			const { value } = thrown;
			if (value instanceof TransferError) return [{ transferError: value.toWire() }, []];
			return standard.serialize(thrown as never);
		},
		deserialize(sent: { transferError?: WireError }) {
			if (sent.transferError) throw TransferError.fromWire(sent.transferError);
			return standard.deserialize(sent as never);
		}
	};
	handlers.set('throw', carrying);
}
