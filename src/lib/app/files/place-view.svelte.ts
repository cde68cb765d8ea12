/** PlaceView: one place as it is shown: its entries, the filter over them, what is chosen. */
import type { FileEntry, Order, Step } from '../../drives/files';
import type { Clock } from '../../kernel/clock';
import { Listing, type ListingSource } from './listing.svelte';
import { hrefOf, type Place } from './place';
import { Selection } from './selection.svelte';

export class PlaceView {
	readonly place: Place;
	readonly listing: Listing;
	readonly selection: Selection;
	#filter = $state('');
	/** Pixels from the top of the list, for coming back. */
	scroll = 0;
	/** The way from the top to here; undefined until it is known. */
	steps = $state.raw<readonly Step[] | undefined>();

	/** What is in sight: all entries, or those with the filter in their name. */
	readonly shown: readonly FileEntry[] = $derived.by(() => {
		const wanted = plain(this.#filter);
		const { entries } = this.listing;
		return wanted ? entries.filter(({ name }) => plain(name).includes(wanted)) : entries;
	});
	/** Those of them that are chosen, in the order of the list. */
	readonly chosen: readonly FileEntry[] = $derived.by(() => {
		const { ids } = this.selection;
		return ids.size === 0 ? [] : this.shown.filter(({ id }) => ids.has(id));
	});
	readonly byId: ReadonlyMap<string, FileEntry> = $derived.by(
		() => new Map(this.listing.entries.map((entry) => [entry.id, entry]))
	);

	constructor(place: Place, source: ListingSource, clock: Clock, order: Order) {
		this.place = place;
		this.listing = new Listing(source, clock, order);
		this.selection = new Selection(() => this.shown);
	}

	get key(): string {
		return hrefOf(this.place);
	}
	get filter(): string {
		return this.#filter;
	}

	/** find shows what has this text in its name; what is chosen stays so while it is in sight. */
	find(text: string): void {
		this.#filter = text;
		this.selection.settle();
	}

	/** The focused entry alone, where nothing is chosen. */
	get current(): FileEntry | undefined {
		return this.shown[this.selection.indexOf(this.selection.current)];
	}
}

function plain(text: string): string {
	return text.normalize('NFC').toLowerCase();
}
