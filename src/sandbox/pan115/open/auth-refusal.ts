/** AuthRefusal carries an error code of the Open Platform's authorization (115.md §10.5). */
export class AuthRefusal extends Error {
	readonly code: number;

	constructor(code: number, message: string) {
		super(message);
		this.code = code;
	}
}
