import { expect } from 'vitest';
import { signPolicyV1, signPolicyV4 } from '../../../src/lib/server/oss/policy';
import { agree, rowsOf, type Implementation, type Vector } from './vector';

interface PolicyRow {
	readonly name: string;
	readonly signatureVersion: string;
	readonly input: {
		readonly now: string;
		/** Of V4 alone. */
		readonly region?: string;
		readonly policyJson: string;
		readonly credentials: {
			readonly accessKeyId: string;
			readonly accessKeySecret: string;
			readonly securityToken: string;
		};
	};
	readonly expected: Expected;
}

interface Expected {
	readonly policy: string;
	/** Of V4 alone. */
	readonly stringToSign?: string;
	readonly formFields: Readonly<Record<string, string>>;
	readonly signature: string;
}

const POLICIES: readonly Implementation<PolicyRow, Expected>[] = [
	async ({ signatureVersion, input: { now, region, policyJson, credentials } }) => {
		// A policy that ended before it was signed would be a mistake in the file.
		const { expiration } = JSON.parse(policyJson) as { readonly expiration: string };
		expect(Date.parse(expiration)).toBeGreaterThan(Date.parse(now));
		expect(['V1', 'V4']).toContain(signatureVersion);
		const { fields, signature } =
			signatureVersion === 'V1'
				? await signPolicyV1(policyJson, credentials)
				: await signPolicyV4(policyJson, credentials, Date.parse(now), region as string);
		const policy = fields.policy as string;
		return {
			policy,
			...(signatureVersion === 'V4' && { stringToSign: policy }),
			formFields: fields,
			signature
		};
	}
];

/** ossPostPolicy checks oss-post-policy.json. */
export function ossPostPolicy(file: unknown): readonly Vector[] {
	return rowsOf<PolicyRow>(file).map((row) => ({
		name: row.name,
		run: () => agree(row.expected, row, POLICIES)
	}));
}
