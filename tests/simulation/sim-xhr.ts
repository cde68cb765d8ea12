import type { Life, LineAnswer, LineCall } from './life';

/**
 * SimXhr: XMLHttpRequest of a worker, as far as a Transport uses it. What it may show of an answer is
 * what a browser shows: nothing without CORS headers.
 */
export class SimXhr {
	/** Whose requests are made next. */
	static life: Life;
	readonly upload = new Upload();
	onload: (() => void) | null = null;
	onerror: (() => void) | null = null;
	onabort: (() => void) | null = null;
	status = 0;
	responseText = '';
	readonly #life = SimXhr.life;
	readonly #headers: Record<string, string> = {};
	#method = '';
	#url = '';
	#call: LineCall | undefined;
	#answer: LineAnswer | undefined;
	#over = false;

	open(method: string, url: string): void {
		[this.#method, this.#url] = [method, url];
	}

	setRequestHeader(name: string, value: string): void {
		this.#headers[name] = value;
	}

	getResponseHeader(name: string): string | null {
		return this.#answer?.headers.get(name) ?? null;
	}

	send(body: Blob): void {
		this.#call = this.#life.world.storage.send(this.#life, {
			method: this.#method,
			url: this.#url,
			headers: this.#headers,
			body,
			onProgress: (loaded) => {
				if (this.#life.alive && !this.#over) this.upload.tell(loaded, body.size);
			}
		});
		void this.#call.answer.then((answer) => {
			if (!this.#life.alive || this.#over) return;
			this.#over = true;
			if (!answer) return this.onerror?.();
			this.#answer = answer;
			[this.status, this.responseText] = [answer.status, answer.text];
			this.onload?.();
		});
	}

	abort(): void {
		if (this.#over || !this.#call) return;
		this.#over = true;
		this.#call.abort();
		if (this.#life.alive) this.onabort?.();
	}
}

type Listener = (event: { readonly loaded: number; readonly total: number }) => void;

class Upload {
	onprogress: Listener | null = null;
	readonly #listeners: Listener[] = [];

	addEventListener(_: 'progress', listener: Listener): void {
		this.#listeners.push(listener);
	}

	tell(loaded: number, total: number): void {
		this.onprogress?.({ loaded, total });
		for (const listener of this.#listeners) listener({ loaded, total });
	}
}
