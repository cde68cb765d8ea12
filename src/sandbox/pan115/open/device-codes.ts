/** DeviceCode is what an app announced when it asked for a QR code (115.md §10.1). */
export interface DeviceCode {
	readonly client: string;
	readonly challenge: string;
	readonly method: string;
}

/** DeviceCodes keeps, beside the QR codes of cookie sign-ins, which ones are an app's. */
export class DeviceCodes {
	#codes = new Map<string, DeviceCode>();

	/** add says that the QR code `uid` is an app's. */
	add(uid: string, code: DeviceCode): void {
		this.#codes.set(uid, code);
	}

	get(uid: string): DeviceCode | undefined {
		return this.#codes.get(uid);
	}

	/** spend forgets a code, whose tokens were handed out. */
	spend(uid: string): void {
		this.#codes.delete(uid);
	}

	clear(): void {
		this.#codes.clear();
	}
}
