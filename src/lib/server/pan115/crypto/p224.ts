import { ecdh, weierstrass } from '@noble/curves/abstract/weierstrass.js';

/** NIST P-224 (secp224r1): SEC 2, section 2.6.1. */
export const P224 = weierstrass({
	p: 0xffffffffffffffffffffffffffffffff000000000000000000000001n,
	n: 0xffffffffffffffffffffffffffff16a2e0b8f03e13dd29455c5c2a3dn,
	h: 1n,
	a: 0xfffffffffffffffffffffffffffffffefffffffffffffffffffffffen,
	b: 0xb4050a850c04b3abf54132565044b0b7d7bfd8ba270b39432355ffb4n,
	Gx: 0xb70e0cbd6bb4bf7f321390b94a03c1d356c21122343280d6115c1d21n,
	Gy: 0xbd376388b5f723fb4c22dfe6cd4375a05a07476444d5819985007e34n
});

/** Key exchange on P-224. Keys are 28 bytes, public ones 57 or, compressed, 29. */
export const p224 = ecdh(P224);
