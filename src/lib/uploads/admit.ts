import type { PresignedPart } from '../drives/drive';
import type { Pass } from './hosts';
import type { Presigner } from './presigner';
import type { Tools } from './tools';
import { laneOf, routeOf } from './ways';

/** Admitted: a part whose request may start now, with its place at the host. */
export interface Admitted {
	readonly part: PresignedPart;
	readonly pass: Pass;
}

/**
 * admit resolves when part `number` may be sent; `next` and `rate` as with Presigner.take. Its URL is looked at
 * again once it has its place: it may have stood in line for longer than URLs live.
 */
export async function admit(
	number: number,
	next: readonly number[],
	presigner: Presigner,
	signal: AbortSignal,
	tools: Pick<Tools, 'hosts'>,
	rate?: number
): Promise<Admitted> {
	for (;;) {
		const first = await presigner.take(number, next, rate);
		const pass = await tools.hosts.enter(routeOf(first), laneOf(first), signal);
		try {
			const part = await presigner.take(number, next, rate);
			if (routeOf(part) === routeOf(first)) return { part, pass };
		} catch (error) {
			pass.leave();
			throw error;
		}
		pass.leave();
	}
}
