import { TransferError } from './errors';

/**
 * late gives what `load` makes, which is loaded when first asked for. Rejects as `load` with a
 * TransferError, or `proxy-unreachable` where our own server gives no script; the next call then tries
 * again.
 */
export function late<T>(load: () => Promise<T>): () => Promise<T> {
	let loading: Promise<T> | undefined;
	return () =>
		(loading ??= load().catch((cause: unknown) => {
			loading = undefined;
			if (cause instanceof TransferError) throw cause;
			throw new TransferError('proxy-unreachable', { cause });
		}));
}
