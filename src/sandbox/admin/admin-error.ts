/** AdminError says what was wrong with an admin call; `status` is its HTTP status. */
export class AdminError extends Error {
	readonly status: number;

	constructor(status: number, message: string) {
		super(message);
		this.status = status;
	}
}
