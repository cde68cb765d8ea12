/** Renaming: rows get names that their drive takes, where a person has agreed to that. */
import type { NameRules } from '../drives/drive';
import { harmlessName } from '../drives/harmless-name';
import type { Arrival } from './intake';

/** renaming leaves the local path alone: it is the remote name that changes. Without rules nothing does. */
export function renaming(rules: NameRules | undefined): (arrival: Arrival) => Arrival {
	if (!rules) return (arrival) => arrival;
	const rename = (name: string) => harmlessName(name, rules) ?? name;
	return (arrival) => ({
		...arrival,
		name: rename(arrival.name),
		folders: arrival.folders.map(rename)
	});
}
