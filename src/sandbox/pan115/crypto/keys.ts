/**
 * P224 is the sandbox's own key pair in place of 115's, whose private half only 115 has (115.md §6.3).
 * It guards nothing: clients under test get the public half from `/_sandbox/keys`.
 */
export const P224 = {
	privateHex: '6a9b2d808122fce3a2b1c48aaa9aa53186732354e0ed3fd4bf00ef9e',
	/** x then y, without the leading 04. */
	publicHex:
		'cc04fd3dce94746c6d27c4fa392ae53a3cc94ad5b02de491175af1e2' +
		'c5f81ad575ca404bb70da6b825704ec998f4ec291528eae72d84a09f'
};

/** RSA is the sandbox's own RSA-1024 key, for m115 (115.md §9.2), as a JSON Web Key. */
export const RSA = {
	kty: 'RSA',
	n: 'tvqyy3DtSoE6An_LD0CCuH0q75cM_DSJC_V2x5ox74p3Hy7dAeKXbrPmv04tQ20eny_Yr1P9yloyuWDU-X9YzerSxSKeYPPnJNfq1Ga6AKFvqX2m1BD5pMr5hNQdFFClQ3e2zirpJjq-JKVP6sgoPKgKCDMVY4H63Qk9EfWX_xE',
	e: 'AQAB',
	d: 'jqhAM1qUtkywBHjLwNVj1SBJFEio6AyxeHBkrdPq8L38h4RK7IhT1gxOb4Isye_OOv_bqT4LlPLjryHuiaKegYKsZIEK71xRbdSzA9qzXECH9LUKq8ZbdMFOnMX2V9mBZw7D-s9-HIT49pDNpnJZ4tuAHJBC-Bpv4Nu6pr0di8E',
	p: '4lLcvulNRAWKZEdHvdb7YX5S5By2YnlQsknJsqPMSTzV5HNvTtHRxcxFX8weHCzhi40yXeXqmHdizBcLn0xiaQ',
	q: 'zvjetRto5UBzvJbYe0wXWjnAJreXEgjEixBty1Ymd0LT_pP7pNaVAj9HOIwTQa1cIu5Wda1J28-Bxrpm1g5SaQ',
	dp: 'O2iK32Y4TPmzWR1I3LE47V-OfKh4y6KSpyotUsIiVrssXjpa5nK3QNedAkd_Q-AYGFyo8vLuQLVd7rrB5z_SuQ',
	dq: 'GHMx6_cm9x4cDgVL4ZTllVUJLAm4IPtELKFuNv0gYipU3NgifCCVTcSn5zg09idCoSXCtPgZp4vl6tIOX-8lMQ',
	qi: 'CKzly_8TaJh2ClfaGhz_x-4zsGlRXiWo-vOaDJWuOLLEnVHjXMasVry5r8ydODteKBZefqUsiPPnNHZiWM7LpA'
} as const;

/**
 * FIXED_PAIR is what one client ships for everybody: made against 115's own key, it is recognised
 * rather than derived (115.md §6.3).
 */
export const FIXED_PAIR = {
	pub30: '1d030e80a178dceececda377de128d8ed9ddcf55ae61ed46ea121a1cfc81',
	key: 'fb1a19d652f5aaf7bc651d0f69bf422f',
	iv: '69bf422f49960550a0ad44ec3446cb4c'
};

/** publicKeys are what clients of this sandbox must be given (contract.md, `/_sandbox/keys`). */
export function publicKeys(): {
	readonly p224: string;
	readonly rsa: string;
	readonly exponent: number;
} {
	return {
		p224: P224.publicHex,
		rsa: Buffer.from(RSA.n, 'base64url').toString('hex'),
		exponent: 65537
	};
}
